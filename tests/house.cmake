# SPDX-FileCopyrightText: Framewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# House rules a script can check: licence lines, include guards, file lengths, words of unfinished
# work, dialect names outside their folder.
cmake_minimum_required(VERSION 3.25)

set(wrong "")
file(GLOB_RECURSE files RELATIVE "${SOURCE}" "${SOURCE}/app/*.cpp" "${SOURCE}/app/*.h"
    "${SOURCE}/ui/*.cpp" "${SOURCE}/ui/*.h" "${SOURCE}/tests/*.cpp" "${SOURCE}/tests/*.h")
foreach(file IN LISTS files)
    file(READ "${SOURCE}/${file}" text)
    if(NOT text MATCHES "SPDX-License-Identifier: GPL-3.0-or-later")
        string(APPEND wrong "${file}: no licence line\n")
    endif()
    if(file MATCHES "\\.h$" AND NOT text MATCHES "#pragma once")
        string(APPEND wrong "${file}: no #pragma once\n")
    endif()
    if(text MATCHES "(TODO|FIXME|XXX)[^A-Za-z]")
        string(APPEND wrong "${file}: a word of unfinished work\n")
    endif()
    if(file MATCHES "^tests/")
        continue()
    endif()
    string(REGEX MATCHALL "\n" lines "${text}")
    list(LENGTH lines count)
    if((file MATCHES "\\.cpp$" AND count GREATER 400) OR (file MATCHES "\\.h$" AND count GREATER 200))
        string(APPEND wrong "${file}: ${count} lines\n")
    endif()
    if(NOT file MATCHES "^app/dialects/"
            AND text MATCHES "\"(echo|imagetools|bridge)\"_(L1|s)")
        string(APPEND wrong "${file}: knows a dialect by name\n")
    endif()
endforeach()

if(wrong)
    message(FATAL_ERROR "House rules broken:\n${wrong}")
endif()
list(LENGTH files count)
message(STATUS "house: ${count} files")
