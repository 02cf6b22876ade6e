// Asio and Beast, compiled once: every file of this folder that includes them is built for that.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
