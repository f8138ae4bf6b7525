# SPDX-FileCopyrightText: Framewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# fw_room(NAME base [USES room...] [LIBS target...])
#   One folder, one static library fw_<name>, one row in the table of who may include whom.
#   USES is the complete list: a room that is not in it may not be included, not even through
#   another one. tests/layers.cmake checks the table against every #include.
# fw_test(room): one test program per tests/<room>/tst_*.cpp.

define_property(GLOBAL PROPERTY FW_ROOM_NAMES BRIEF_DOCS "every room, in order")

function(fw_target_of room out)
    string(REPLACE "/" "_" flat "${room}")
    set(${out} "fw_${flat}" PARENT_SCOPE)
endfunction()

function(fw_room)
    cmake_parse_arguments(arg "" "NAME" "USES;LIBS" ${ARGN})
    fw_target_of("${arg_NAME}" target)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp"
        "${CMAKE_CURRENT_SOURCE_DIR}/*.h")
    list(FILTER sources EXCLUDE REGEX "/(desktop|cli|hubd)\\.cpp$")
    set(all ${sources} ${arg_UNPARSED_ARGUMENTS})
    if(NOT "${all}" MATCHES "\\.cpp")
        list(APPEND all "${CMAKE_BINARY_DIR}/pch/empty.cpp")
    endif()
    add_library(${target} STATIC ${all})
    target_link_libraries(${target} PUBLIC fw_options Qt6::Core ${arg_LIBS})
    foreach(used IN LISTS arg_USES)
        fw_target_of("${used}" used_target)
        target_link_libraries(${target} PUBLIC ${used_target})
    endforeach()
    # A header that came since the last build is in this file, but not in what AUTOMOC watches.
    set_target_properties(${target} PROPERTIES AUTOGEN_TARGET_DEPENDS
        "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}_autogen.dir/AutogenInfo.json")
    set_property(GLOBAL APPEND PROPERTY FW_ROOM_NAMES "${arg_NAME}")
    set_property(GLOBAL PROPERTY "FW_ROOM_USES_${arg_NAME}" "${arg_USES}")
    fw_precompile(${target})
endfunction()

file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/pch/empty.cpp" CONTENT "")

# One precompiled header per flavour (with and without widgets), shared by every room.
function(fw_precompile target)
    if(NOT FW_PCH)
        return()
    endif()
    if(NOT TARGET fw_pch)
        add_library(fw_pch STATIC "${CMAKE_BINARY_DIR}/pch/empty.cpp")
        target_link_libraries(fw_pch PUBLIC fw_options Qt6::Core)
        set_target_properties(fw_pch PROPERTIES AUTOMOC OFF)
        target_precompile_headers(fw_pch PRIVATE
            <QtCore/QtCore> <chrono> <optional> <variant> <vector> <functional> <memory>)
    endif()
    target_precompile_headers(${target} REUSE_FROM fw_pch)
endfunction()

function(fw_write_layers_table)
    get_property(rooms GLOBAL PROPERTY FW_ROOM_NAMES)
    set(text "")
    foreach(room IN LISTS rooms)
        get_property(uses GLOBAL PROPERTY "FW_ROOM_USES_${room}")
        string(APPEND text "list(APPEND ROOMS \"${room}\")\nset(\"USES_${room}\" \"${uses}\")\n")
    endforeach()
    file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/layers_table.cmake" CONTENT "${text}" @ONLY)
endfunction()

function(fw_test room)
    cmake_parse_arguments(arg "" "" "USES;LIBS" ${ARGN})
    string(REPLACE "/" "_" flat "${room}")
    file(GLOB tests CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${room}/tst_*.cpp")
    foreach(source IN LISTS tests)
        get_filename_component(name "${source}" NAME_WE)
        set(test "${flat}_${name}")
        string(REPLACE "_tst_" "_" test "${test}")
        set(target "tst_${test}")
        add_executable(${target} "${source}")
        set_target_properties(${target} PROPERTIES
            RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
        target_link_libraries(${target} PRIVATE fw_options Qt6::Test ${arg_LIBS})
        foreach(used IN LISTS arg_USES)
            fw_target_of("${used}" used_target)
            target_link_libraries(${target} PRIVATE ${used_target})
        endforeach()
        target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
        target_compile_definitions(${target} PRIVATE
            FW_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/${room}"
            FW_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
            FW_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}"
            FW_BUILD_DIR="${CMAKE_BINARY_DIR}")
        fw_precompile(${target})
        add_test(NAME ${test} COMMAND ${target})
        set_tests_properties(${test} PROPERTIES
            ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;FW_TEST=1" TIMEOUT 600)
    endforeach()
endfunction()
