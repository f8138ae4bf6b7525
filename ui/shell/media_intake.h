// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QStringList>

class QMimeData;

namespace fw::ui {

/// Absolute local paths in a drop or in the clipboard: file URLs, or text with one path or file
/// URL per line (quotes and "~/" understood). Order kept, repeats dropped; everything else ignored.
QStringList pathsIn(const QMimeData &data);
QStringList pathsInText(const QString &text);

/// Why \a session cannot take media, as a sentence; empty when it can.
QString intakeRefusal(const session::Session &session);
/// Whether \a session is connected, so that what it is given leaves now.
bool isReached(const session::Session *session);
/// What became of \a files handed to \a server, as a sentence with counts; empty for a verdict
/// that is not the last one.
QString verdictText(const wire::EditSettled &verdict, int files, const QString &server);
/// The commands that give \a paths to \a session: one AddMedia when the server reads this
/// machine's files, else one upload per file.
std::vector<wire::Command> intakeCommands(const session::Session &session, const QStringList &paths,
                                          const wire::RenderOptions &render);

} // namespace fw::ui
