// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sessions.h"

namespace fw::ui {

/// Makes requests out of what servers said of their files.
struct FileSource
{
    /// Fetches \a path (a URL, or a path on the server) with what signs us in there; without an url
    /// when the server has no session.
    std::function<wire::HttpRequest(const ServerId &server, const QString &path)> file;
    /// Fetches \a items, which are of one kind, as one file.
    std::function<Expected<wire::HttpRequest>(const ServerId &server,
                                              const std::vector<wire::Item> &items)>
        archive;
};

/// The files of \a sessions, which outlive it.
FileSource filesOf(session::Sessions &sessions);

} // namespace fw::ui
