# Every target is a verb of ./dev, which does the work and needs no make.
.PHONY: help demo test check bench oracle lock setup

help:
	@./dev help

demo:
	@./dev demo

test:
	@./dev test

check:
	@./dev check

bench:
	@./dev bench

oracle:
	@./dev oracle

lock:
	@./dev lock

setup:
	@./dev setup
