"""An edition as a page of the web, and as the body of a mail."""
