// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/file_source.h"

#include "files/request.h"
#include "ui/shell/file_desk.h"

namespace fw::ui {

FileSource filesOf(session::Sessions &sessions)
{
    FileSource source;
    source.file = [&sessions](const ServerId &server, const QString &path) {
        const session::Session *session = sessions.find(server);
        return session ? files::fetchRequest(session->dialect(), session->facts(), path)
                       : wire::HttpRequest();
    };
    source.archive
        = [&sessions](const ServerId &server,
                      const std::vector<wire::Item> &items) -> Expected<wire::HttpRequest> {
        if (const session::Session *session = sessions.find(server))
            return session->dialect().archive(items, session->facts());
        return fail(Failure::Code::NotFound, FileDesk::tr("The server is not connected."));
    };
    return source;
}

} // namespace fw::ui
