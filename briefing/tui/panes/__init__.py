"""Parts of a screen: functions of what they are given. They read no files and open no browsers."""
