"""Built data that ships with the package: the names model and the gazetteer."""
