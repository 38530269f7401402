"""Answers to text."""
