"""The dashboard in browsers: a process of the program for each reader, behind a door that only the token opens."""
