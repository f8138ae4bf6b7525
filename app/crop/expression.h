// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <tl/expected.hpp>

namespace fw::crop {

/// What an expression is worth in: a field's value now and the extent that 100 % means.
struct Measure
{
    double value = 0; ///< pixels; what "+10" adds to
    double extent = 0; ///< pixels; what "50%" and "1/2" are a part of
};

/// Why an expression has no value.
struct ExpressionError
{
    /// What is wrong; the UI has a sentence for each.
    enum class What : quint8 {
        Empty, ///< nothing but spaces
        ExpectedNumber, ///< a number or a bracket belongs here
        ExpectedOperator, ///< an operator or the end belongs here
        UnknownUnit, ///< letters that are neither px nor %
        MissingBracket, ///< a bracket that opened here is never closed
        DivisionByZero, ///< the divisor that begins here is 0
        TooLarge, ///< the number here, or the whole, is beyond ±1e9
        TooLong, ///< more than 64 characters
        TooDeep, ///< more than 16 brackets or signs inside each other
    };
    What what = What::Empty;
    qsizetype at = 0; ///< index of the character, from 0
    friend bool operator==(const ExpressionError &, const ExpressionError &) = default;
};

/// Works out what somebody typed into a number field, in pixels, unrounded and not yet cut to
/// what fits.
///  * `+ - * /`, brackets, `× ÷ −`; decimals with point or comma; units `px` (none means the
///    same) and `%` (of the extent).
///  * A sign in front counts from the value now: `+10`, `-4`, `-1/3`, `+50%`.
///  * A plain fraction a/b of whole numbers with a at most b is that part of the extent: `1/2` in a
///    field of 1920 is 960. With anything else beside it, or a larger than b, `/` divides: `1/2px`
///    is half a pixel, `1920/2` is 960.
tl::expected<double, ExpressionError> evaluate(QStringView text, const Measure &measure);

} // namespace fw::crop
