"""What bench/echo is made of: the servers compared, one measured run, the machine, the report."""
