// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fw::session {

/// The person who runs this program as the system knows them: the full name of the account, else
/// the name they sign in with. May ask a directory service once; empty when nobody knows.
QString systemPerson();

/// The full name in the comment field of an account (passwd(5), GECOS): what stands before the
/// first comma, with "&" as the capitalised \a login. Empty when there is none.
QString fullNameIn(const QByteArray &comment, const QByteArray &login);

} // namespace fw::session
