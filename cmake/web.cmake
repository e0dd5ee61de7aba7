# Builds the pages into web/dist where Node 20.19 or newer is found; else the program serves a
# page that says what is missing. deploy/run and tests/run bring a fit Node with them.
find_program(NODE_PROGRAM node)
find_program(NPM_PROGRAM npm)
if(NODE_PROGRAM AND NPM_PROGRAM AND EXISTS ${PROJECT_SOURCE_DIR}/web/package-lock.json)
  execute_process(COMMAND ${NODE_PROGRAM} --version OUTPUT_VARIABLE node_version
                  OUTPUT_STRIP_TRAILING_WHITESPACE)
  string(REGEX REPLACE "^v" "" node_version "${node_version}")
  if(node_version VERSION_GREATER_EQUAL 20.19)
    file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS
      ${PROJECT_SOURCE_DIR}/web/src/* ${PROJECT_SOURCE_DIR}/web/i18n/*
      ${PROJECT_SOURCE_DIR}/web/scripts/* ${PROJECT_SOURCE_DIR}/web/*.html)
    set(web_stamp ${PROJECT_BINARY_DIR}/web.stamp)
    set(npm_stamp ${PROJECT_BINARY_DIR}/web-packages.stamp)
    add_custom_command(OUTPUT ${npm_stamp}
      COMMAND ${NPM_PROGRAM} ci --no-progress --loglevel=error
      COMMAND ${CMAKE_COMMAND} -E touch ${npm_stamp}
      DEPENDS ${PROJECT_SOURCE_DIR}/web/package-lock.json
      WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}/web
      COMMENT "Installing the packages of the pages")
    add_custom_command(OUTPUT ${web_stamp}
      COMMAND ${NPM_PROGRAM} run --silent build
      COMMAND ${CMAKE_COMMAND} -E touch ${web_stamp}
      DEPENDS ${npm_stamp} ${web_sources}
              ${PROJECT_SOURCE_DIR}/web/package.json ${PROJECT_SOURCE_DIR}/web/vite.config.ts
      WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}/web
      COMMENT "Building the pages")
    add_custom_target(plexus_web ALL DEPENDS ${web_stamp})
  else()
    message(STATUS "Node ${node_version} is older than 20.19: the pages are not built")
  endif()
endif()
