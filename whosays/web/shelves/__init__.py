"""Where stories are found: in files, in a folder of reports, in a store."""
