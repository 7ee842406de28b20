#pragma once

#include "rest/documented.h"

namespace stead::rest {

// What the calls of the Table API are told to take, for the OpenAPI document.
std::vector<http::QueryParameter> record_parameters();  // how records are shown
http::RouteOptions documented_list();
http::RouteOptions documented_write(std::string summary, int status);

}  // namespace stead::rest
