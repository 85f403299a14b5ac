"""Campaigns that kill, fail and corrupt for real."""
