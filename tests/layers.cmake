# SPDX-FileCopyrightText: Framewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fails on the first room that includes a room it may not. The table is written by fw_room(), so it
# is the same one the targets are made from. Reads `#include "room/…"` only: `../` and `<room/…>`
# are refused outright.
cmake_minimum_required(VERSION 3.25)
include("${TABLE}")

set(wrong "")
set(longest_first ${ROOMS})
list(SORT longest_first ORDER DESCENDING)

function(room_of path out)
    foreach(room IN LISTS longest_first)
        if("${path}" MATCHES "^${room}/[^/]+$" OR "${path}" MATCHES "^${room}/[^/]+/[^/]+$")
            set(${out} "${room}" PARENT_SCOPE)
            return()
        endif()
    endforeach()
    set(${out} "" PARENT_SCOPE)
endfunction()

foreach(top app ui)
    file(GLOB_RECURSE files RELATIVE "${SOURCE}" "${SOURCE}/${top}/*.cpp" "${SOURCE}/${top}/*.h")
    foreach(file IN LISTS files)
        string(REGEX REPLACE "^app/" "" inside "${file}")
        room_of("${inside}" own)
        if(own STREQUAL "")
            continue() # one of the mains
        endif()
        file(STRINGS "${SOURCE}/${file}" includes REGEX "^[ \t]*#[ \t]*include")
        foreach(line IN LISTS includes)
            if(line MATCHES "\"\\.\\./")
                string(APPEND wrong "${file}: ${line} (relative include)\n")
            endif()
            if(NOT line MATCHES "[\"<]([^\">]+)[\">]")
                continue()
            endif()
            set(included "${CMAKE_MATCH_1}")
            room_of("${included}" other)
            if(other STREQUAL "" OR other STREQUAL own)
                continue()
            endif()
            if(line MATCHES "<")
                string(APPEND wrong "${file}: ${line} (angle brackets)\n")
            endif()
            if(NOT other IN_LIST "USES_${own}")
                string(APPEND wrong "${file}: ${own} may not look at ${other}\n")
            endif()
            if(other MATCHES "^dialects" AND NOT own MATCHES "^dialects"
                    AND NOT included STREQUAL "dialects/registry.h")
                string(APPEND wrong "${file}: only dialects/registry.h may be seen\n")
            endif()
        endforeach()
    endforeach()
endforeach()

if(wrong)
    message(FATAL_ERROR "Rooms that look where they may not:\n${wrong}")
endif()
list(LENGTH ROOMS count)
message(STATUS "layers: ${count} rooms, nobody looks up")
