# Every target is a verb of ./dev, which does the work and needs no make.
.PHONY: help demo test check bench oracle lock setup

help demo test check bench oracle lock setup:
	@./dev $@
