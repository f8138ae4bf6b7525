// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "cli/terminal.h"
#include "wire/sign_in.h"

namespace fw::cli {

/// The fields of \a way; a token where it names none.
std::vector<wire::FieldSpec> fieldsOf(const wire::SignInWay &way);

/// What a file of name=value lines says. Fails with NotFound, Io or BadInput, which names the line
/// but never what it holds.
Expected<wire::Credentials> credentialsFromFile(const QString &path);

/// Collects the fields of one way to sign in: from a file, FRAMEWATCH_PASSWORD or FRAMEWATCH_TOKEN
/// (the first secret field), and for the rest from a person. Calls back exactly once.
class CredentialsDesk final : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(const Expected<wire::Credentials> &)>;
    explicit CredentialsDesk(QObject *parent = nullptr);

    void collect(const wire::SignInWay &way, wire::Credentials given, Done done);

private:
    void next();

    Terminal m_terminal;
    std::vector<wire::FieldSpec> m_fields; ///< still to be asked for, the next one last
    wire::Credentials m_credentials;
    Done m_done;
};

} // namespace fw::cli
