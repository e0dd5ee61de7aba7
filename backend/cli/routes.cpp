// plexus routes: the surface of the program as it is compiled, without opening anything.
#include "backend/api/routes.hpp"

#include <iostream>

#include "backend/cli/cli.hpp"

namespace plexus::cli {

int routes() {
  std::cout << http::to_text(http::RouteTable(api::make_routes(nullptr)));
  return kDone;
}

}  // namespace plexus::cli
