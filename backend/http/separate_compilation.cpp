// Asio and Beast, compiled once for the whole program; nothing of ours belongs here.
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
