// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/server_chip.h"

#include "ui/common/text.h"
#include "ui/common/widgets.h"

#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;

ServerChip::ServerChip(session::Session &session, const Clock &clock, QWidget *parent)
    : QAbstractButton(parent)
    , m_session(session)
    , m_clock(clock)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&session, &session::Session::connectionChanged, this, &ServerChip::refresh);
    refresh();
}

void ServerChip::refresh()
{
    m_face = faceOf(m_session.connection(), m_clock.now(), m_clock.wall());
    const QString name = m_session.profile().name;
    setText(name);
    setAccessibleName(tr("Server %1: %2").arg(name, m_face.word));
    setToolTip(tr("%1: %2. Click for details.").arg(name, m_face.word));
    updateGeometry();
    update();
}

QSize ServerChip::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    const int words = metrics.horizontalAdvance(text()) + metrics.horizontalAdvance(m_face.figure);
    return { words + metrics.ascent() + space::tiny + space::small + 2 * space::medium,
             metrics.height() + 2 * 5 + 2 };
}

void ServerChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(palette());
    const bool focus = hasFocus();
    painter.setPen(QPen(focus ? theme.accent : theme.lineStrong, focus ? 2 : 1));
    painter.setBrush(underMouse() || isDown() ? theme.controlHover : theme.control);
    const double inset = focus ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), space::radius,
                            space::radius);
    const QColor color = toneColor(m_face.tone, theme);
    const int mark = fontMetrics().ascent();
    paintShape(painter, QRectF(space::medium - 2, (height() - mark) / 2.0, mark, mark),
               m_face.shape, color);
    QRect box = rect().adjusted(space::medium + mark + 2, 0, -space::medium, 0);
    paintText(painter, box, { text(), color });
    box.setLeft(box.left() + fontMetrics().horizontalAdvance(text()) + space::small);
    paintText(painter, box, { m_face.figure, theme.textSoft });
}

ServerChips::ServerChips(const store::Store &store, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::small);
    m_timer.setInterval(std::chrono::seconds(1));
    connect(&m_timer, &QTimer::timeout, this, &ServerChips::refresh);
    m_timer.start();
}

void ServerChips::add(session::Session *session)
{
    auto *chip = new ServerChip(*session, m_store.clock(), this);
    m_chips << chip;
    layout()->addWidget(chip);
    connect(chip, &QAbstractButton::clicked, this,
            [this, chip] { open(int(m_chips.indexOf(chip))); });
}

void ServerChips::remove(session::Session *session)
{
    const auto it = std::ranges::find_if(
        m_chips, [session](const ServerChip *chip) { return &chip->session() == session; });
    if (it == m_chips.end())
        return;
    delete *it;
    m_chips.erase(it);
}

void ServerChips::arrange(const std::vector<session::Session *> &order)
{
    std::ranges::stable_sort(m_chips, {}, [&order](const ServerChip *chip) {
        return std::ranges::find(order, &chip->session()) - order.begin();
    });
    for (ServerChip *chip : std::as_const(m_chips)) {
        layout()->removeWidget(chip);
        layout()->addWidget(chip);
        chip->raise(); // Tab goes in the order that is seen
    }
}

void ServerChips::open(int index)
{
    if (index < 0 || index >= m_chips.size())
        return;
    ServerChip *chip = m_chips[index];
    auto *popover = new ConnectionPopover(chip->session(), m_store, this);
    connect(popover, &ConnectionPopover::signInWanted, this, &ServerChips::signInWanted);
    connect(popover, &ConnectionPopover::signOutWanted, this, &ServerChips::signOutWanted);
    connect(popover, &ConnectionPopover::settingsWanted, this, &ServerChips::settingsWanted);
    connect(popover, &ConnectionPopover::inspectorWanted, this, &ServerChips::inspectorWanted);
    connect(popover, &ConnectionPopover::problemsWanted, this, &ServerChips::problemsWanted);
    connect(popover, &ConnectionPopover::offlineWanted, this, &ServerChips::offlineWanted);
    popover->setAttribute(Qt::WA_DeleteOnClose);
    popover->popUp(chip);
}

void ServerChips::refresh()
{
    for (ServerChip *chip : std::as_const(m_chips))
        chip->refresh();
}

} // namespace fw::ui
