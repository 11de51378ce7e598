"""Functions that every service deploys as they are: relay, sweeper and republish have nothing of a service's own."""
