// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

namespace fw::dialects::echo {

/// Where and how to open the socket (S34, S35): path template, place of the token, first message.
/// No address when the path wants a user id that nobody knows.
wire::Greeting greetingFor(const wire::Profile &profile, const wire::SessionFacts &facts);

/// {"action":"subscribe","job_ids":[…]} with all open and watched jobs; nothing for none (S36,
/// S37).
std::vector<wire::Frame> subscription(const wire::SessionFacts &facts);

/// What a close code or a refused upgrade means (echo.md c1.3, c1.4).
wire::CloseVerdict judgeEnd(int closeCode, int httpStatus);

/// Our id at the server: the option, else what the sign-in said, else the "sub" of the token, which
/// is read and not verified. Empty: not known.
QString userId(const wire::Profile &profile, const wire::SessionFacts &facts);

/// The claims of a JWT as they stand there; empty object when it is none.
QJsonObject claimsOf(const Secret &token);

} // namespace fw::dialects::echo
