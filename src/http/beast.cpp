// The one place where Asio and Beast are compiled; elsewhere their macros make them declarations.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
