"""What bench/echo, bench/ingest and bench/syslog are made of: the servers compared, one measured run, the machine, the report."""
