// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/banner_bar.h"

#include "ui/common/text.h"
#include "ui/common/widgets.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace fw::ui {

namespace {

QString actionText(const BannerText &banner, BannerText::Action action)
{
    switch (action) {
    case BannerText::Action::None:
        return {};
    case BannerText::Action::Renew:
        return banner.label;
    case BannerText::Action::RetryNow:
        return BannerBar::tr("&Retry now");
    case BannerText::Action::SignIn:
        return BannerBar::tr("&Sign in…");
    case BannerText::Action::NewSession:
        return BannerBar::tr("&New session");
    case BannerText::Action::GoOnline:
        return BannerBar::tr("&Go online");
    case BannerText::Action::Details:
        return BannerBar::tr("&Details");
    case BannerText::Action::Dismiss:
        return BannerBar::tr("&Dismiss");
    case BannerText::Action::Review:
        return BannerBar::tr("Re&view");
    case BannerText::Action::SendAll:
        return BannerBar::tr("Send &all");
    case BannerText::Action::TryAgain:
        return BannerBar::tr("&Try again");
    }
    return {};
}

} // namespace

BannerBar::BannerBar(QWidget *parent)
    : QWidget(parent)
    , m_space(new QWidget(this))
    , m_text(new ElidedLabel(this, Qt::ElideRight))
    , m_action(makeButton(tr("&Retry now"), ButtonKind::Plain, this))
    , m_row(new QHBoxLayout(this))
{
    QHBoxLayout *row = m_row;
    row->setContentsMargins(space::medium, space::tiny, space::medium, space::tiny);
    row->setSpacing(space::small);
    row->addWidget(m_space);
    row->addWidget(m_text, 1);
    row->addWidget(m_action);
    connect(m_action, &QPushButton::clicked, this, [this] {
        if (m_banner)
            Q_EMIT actionWanted(m_banner->server, m_banner->action);
    });
    hide();
}

void BannerBar::setBanner(const std::optional<BannerText> &banner)
{
    if (banner == m_banner)
        return;
    m_banner = banner;
    if (banner)
        showBanner();
    setVisible(banner && !m_covered);
    Q_EMIT bannerChanged();
}

void BannerBar::setCovered(bool covered)
{
    m_covered = covered;
    setVisible(m_banner && !covered);
}

void BannerBar::showBanner()
{
    const auto &banner = m_banner;
    const QFontMetrics bold(scaledFont(font(), 1, QFont::DemiBold));
    m_space->setFixedWidth(bold.horizontalAdvance(banner->title) + bold.ascent()
                           + 2 * space::small);
    m_text->setText(banner->text);
    setAccessibleName(banner->title);
    setAccessibleDescription(banner->text);
    const QString action = actionText(*banner, banner->action);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_action->setAccessibleName(QString(action).remove(u'&').remove(u'…'));
    showMore();
    update();
}

void BannerBar::showMore()
{
    for (QPushButton *old : std::as_const(m_more)) {
        old->hide();
        old->deleteLater(); // it may be the one that was just clicked
    }
    m_more.clear();
    for (const BannerText::Action action : std::as_const(m_banner->more)) {
        auto *button = makeButton(actionText(*m_banner, action), ButtonKind::Plain, this);
        connect(button, &QPushButton::clicked, this, [this, action] {
            if (m_banner)
                Q_EMIT actionWanted(m_banner->server, action);
        });
        m_row->addWidget(button);
        button->show();
        m_more << button;
    }
}

void BannerBar::paintEvent(QPaintEvent *)
{
    if (!m_banner)
        return;
    QPainter painter(this);
    const Theme &theme = themeOf(palette());
    painter.fillRect(rect(), m_banner->error ? theme.errorFill : theme.warnFill);
    painter.fillRect(QRect(0, 0, width(), 1), m_banner->error ? theme.errorLine : theme.warnLine);
    painter.fillRect(QRect(0, height() - 1, width(), 1),
                     m_banner->error ? theme.errorLine : theme.warnLine);
    const QColor color = m_banner->error ? theme.failed : theme.attention;
    painter.setFont(scaledFont(font(), 1, QFont::DemiBold));
    const int mark = painter.fontMetrics().ascent();
    QRect box = m_space->geometry();
    paintShape(painter, QRectF(box.left(), (height() - mark) / 2.0, mark, mark),
               m_banner->error ? Shape::Stop : Shape::Warning, color);
    box.setLeft(box.left() + mark + space::small);
    paintText(painter, box, { m_banner->title, color });
}

} // namespace fw::ui
