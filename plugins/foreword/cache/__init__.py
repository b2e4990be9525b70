"""The cache: what pages became, kept between builds. It stands beside the engine, which does not know it."""
