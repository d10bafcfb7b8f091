"""Values side by side: measures, units, dates, distances."""
