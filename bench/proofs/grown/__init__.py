"""The site with 100,000 diaries: made by COPY, then measured beside a small database."""
