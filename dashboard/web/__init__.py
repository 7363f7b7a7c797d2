"""Pages and addresses in one process: the server, and the HTML shell it sends first."""
