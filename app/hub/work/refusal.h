// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

namespace fw::hub::work {

/// Why media is not taken: a failure, and the stable word for exactly this trouble, for which a
/// client can have a sentence of its own.
struct Refusal : Failure
{
    Refusal(Failure failure, QString exactly = {})
        : Failure(std::move(failure))
        , word(std::move(exactly))
    {
    }

    QString word; ///< one of the codes of errors.h; empty: the failure's code says it all
};

/// A value or why there is none, said exactly.
template <class T> using Taken = tl::expected<T, Refusal>;

} // namespace fw::hub::work
