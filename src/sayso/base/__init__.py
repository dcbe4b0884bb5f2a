"""What every room stands on and no stage owns: errors, ids, days, spans, settings, and records as JSON lines."""
