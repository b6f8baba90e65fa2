"""What bench/echo and bench/ingest are made of: the servers compared, one measured run, the machine, the report."""
