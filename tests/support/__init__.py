"""What the tests stand on: servers, a browser, measuring of pictures. No test is in here."""
