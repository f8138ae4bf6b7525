// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"
#include "ui/common/widgets.h"
#include "ui/jobs/queue_panel.h"
#include "ui/shell/connection_desk.h"
#include "ui/shell/main_window.h"
#include "ui/shell/media_desk.h"

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using Phase = session::ConnectionInfo::Phase;

// What the middle of the window says while there are no jobs at all (ux.md 10).
void MainWindow::refreshEmptyPage()
{
    EmptyPage &page = m_queue->emptyPage();
    if (m_models.filter.total() > 0)
        return;
    const session::Session *target = m_media->target();
    const auto &all = m_parts.sessions.all();
    const session::Session *shown = target ? target : all.empty() ? nullptr : all.front();
    m_kinds->setVisible(std::ranges::all_of(
        all, [](const session::Session *one) { return one->profile().thisComputer; }));
    if (!shown) {
        page.setMessage(u"film"_s, tr("No server yet"),
                        tr("Add one to watch its jobs and what it keeps."));
        return page.setActions({});
    }
    const QString name = shown->profile().name;
    const Phase phase = shown->connection().phase;
    if (phase == Phase::Live || phase == Phase::Polling) {
        page.setMessage(u"film"_s, tr("%1 has no jobs yet").arg(name),
                        tr("Drop video files here, paste their paths, or choose them. New jobs "
                           "appear by themselves."));
        return page.setActions(
            { { tr("&Add media…"), [this] { m_media->choose(); } },
              { tr("&Try with a sample clip"), [this] { m_media->addSample(); } } });
    }
    const ConnectionFace face
        = faceOf(shown->connection(), m_parts.store.clock().now(), m_parts.store.clock().wall());
    const bool busy = face.tone == ConnectionFace::Tone::Busy;
    page.setMessage(u"film"_s, busy ? tr("Getting ready") : tr("Nothing known from %1").arg(name),
                    tr("%1: %2").arg(name, face.word));
    if (busy)
        return page.setActions({});
    if (m_parts.sessions.isOffline())
        return page.setActions(
            { { tr("&Go online"), [this] { m_connections->goOffline(false); } } });
    page.setActions({ { tr("&Retry now"), [this] {
                           for (session::Session *session : m_parts.sessions.all())
                               session->connectNow();
                       } } });
}

} // namespace fw::ui
