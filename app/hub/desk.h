// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "hub/record/records.h"

namespace fw::hub {

/// Where acts on jobs are decided, the same for WebSocket and HTTP: once per op, and the same
/// answer whenever the op is asked again (reliability.md 5.5).
class Desk
{
public:
    virtual ~Desk() = default;
    struct Answer
    {
        record::Verdict verdict;
        bool duplicate = false; ///< this op was seen before; verdict is the first one
        std::optional<Failure::Code> code; ///< why it was not applied
    };
    virtual Answer control(const wire::ControlJob &command) = 0;
    /// The first answer to \a op, if it came here. Fails with Database: that is not known now.
    virtual Expected<std::optional<record::Verdict>> verdict(const EditId &op) const = 0;
};

} // namespace fw::hub
