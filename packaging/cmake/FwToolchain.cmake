# SPDX-FileCopyrightText: Framewatch contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Compiler, linker and cache: one INTERFACE target carries every flag (fw_options).

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
# Optimised enough to be pleasant, quick to compile, assertions on.
set(CMAKE_CXX_FLAGS_DEV "-O1 -g1")
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

find_program(FW_CCACHE ccache)
if(FW_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND}" -E env
        "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime"
        "${FW_CCACHE}")
endif()

add_library(fw_options INTERFACE)
target_compile_options(fw_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual
    $<$<BOOL:${FW_WERROR}>:-Werror>)
target_compile_definitions(fw_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    FW_VERSION="${PROJECT_VERSION}"
    $<$<CONFIG:Dev>:_GLIBCXX_ASSERTIONS>
    $<$<CONFIG:Dev>:QT_FORCE_ASSERTS>
    $<$<CONFIG:Release>:QT_NO_DEBUG_OUTPUT>)
target_include_directories(fw_options INTERFACE
    "${PROJECT_SOURCE_DIR}/app" "${PROJECT_SOURCE_DIR}")

find_program(FW_MOLD mold)
if(FW_MOLD)
    target_link_options(fw_options INTERFACE -fuse-ld=mold)
endif()
if(FW_SANITIZE)
    target_compile_options(fw_options INTERFACE
        -fsanitize=${FW_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(fw_options INTERFACE -fsanitize=${FW_SANITIZE})
    if(FW_SANITIZE STREQUAL "thread")
        # g++ 12 takes an empty std::optional for an unset one here.
        target_compile_options(fw_options INTERFACE -Wno-maybe-uninitialized)
    endif()
    target_compile_definitions(fw_options INTERFACE FW_SANITIZED)
endif()
if(FW_FUZZ)
    # Rooms count what they cover; only the programs of tests/fuzz bring the fuzzer's main().
    target_compile_options(fw_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(FW_TIDY)
    find_program(FW_CLANG_TIDY NAMES clang-tidy-19 REQUIRED)
    set(CMAKE_CXX_CLANG_TIDY "${FW_CLANG_TIDY};--quiet;--extra-arg=-Wno-unknown-warning-option")
endif()
