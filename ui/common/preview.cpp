// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/preview.h"

#include "ui/common/icons.h"
#include "ui/common/text.h"
#include "ui/common/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace fw::ui {

using namespace Qt::StringLiterals;

Preview::Preview(PictureSource pictures, QWidget *parent)
    : QWidget(parent)
    , m_pictures(std::move(pictures))
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Preview"));
}

void Preview::setPicture(const ServerId &server, const QString &path, const QString &name)
{
    m_server = server;
    m_path = path;
    setAccessibleDescription(name);
    update();
}

int Preview::heightForWidth(int width) const
{
    return std::min(width * 9 / 16, fontMetrics().height() * 13);
}

QSize Preview::sizeHint() const
{
    return { 340, heightForWidth(340) };
}

QSize Preview::minimumSizeHint() const
{
    return { 160, 90 };
}

void Preview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath frame;
    frame.addRoundedRect(rect(), space::radius, space::radius);
    painter.setClipPath(frame);
    const Theme &theme = themeOf(palette());
    if (m_path.isEmpty() || !m_pictures)
        return paintPlaceholder(painter, tr("No picture yet"));
    // In steps: dragging a border must not fetch the picture anew at every pixel.
    const QSize wanted = (size() + QSize(63, 63)) / 64 * 64;
    Picture picture = m_pictures(m_server, m_path, wanted * devicePixelRatioF());
    if (picture.image.isNull() && m_shownPath == m_path)
        picture.image = m_shown; // until the other size is there
    if (picture.state == Picture::State::Failed && picture.error == "offline"_L1)
        return paintPlaceholder(painter, tr("Not fetched while working offline"));
    if (picture.state == Picture::State::Failed)
        return paintPlaceholder(painter, tr("Picture not available (%1)").arg(picture.error));
    if (picture.image.isNull())
        return paintPlaceholder(painter, tr("Loading…"));
    setToolTip({});
    m_shown = picture.image;
    m_shownPath = m_path;
    painter.fillRect(rect(), theme.isDark() ? QColor(0x0B, 0x0C, 0x0D) : QColor(0x1B, 0x1E, 0x21));
    QRectF target({}, QSizeF(picture.image.size()).scaled(size(), Qt::KeepAspectRatio));
    target.moveCenter(QRectF(rect()).center());
    painter.drawImage(target, picture.image);
}

void Preview::paintPlaceholder(QPainter &painter, const QString &text)
{
    const Theme &theme = themeOf(palette());
    painter.fillRect(rect(), theme.control);
    const int line = fontMetrics().height();
    const int side = line * 2;
    const QPoint middle = rect().center();
    const bool low = height() < line * 9 / 2; // no room for words: the tool tip has them
    setToolTip(text);
    const int top = low ? middle.y() - side / 2 : middle.y() - side;
    paintIcon(painter, QRect(middle.x() - side / 2, top, side, side), u"film"_s, theme.textFaint);
    if (!low)
        paintText(painter, QRect(0, middle.y() + space::tiny, width(), line * 2),
                  { text, theme.textFaint, Qt::AlignHCenter });
}

} // namespace fw::ui
