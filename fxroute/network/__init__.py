"""The network of correspondent banks as an immutable value."""

from fxroute.network.network import Network

__all__ = ["Network"]
