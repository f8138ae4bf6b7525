// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fw {

/// Joins lambdas into one visitor for std::visit; a missing alternative does not compile.
template <class... F> struct overloaded : F...
{
    using F::operator()...;
};
// clang 14 needs the guide written out.
template <class... F> overloaded(F...) -> overloaded<F...>;

} // namespace fw
