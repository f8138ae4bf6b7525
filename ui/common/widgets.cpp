// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/widgets.h"

#include "ui/common/icons.h"
#include "ui/common/text.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyleOptionViewItem>
#include <QVBoxLayout>

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

const char *kindWord(ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::Plain:
        return "plain";
    case ButtonKind::Primary:
        return "primary";
    case ButtonKind::Danger:
        return "danger";
    case ButtonKind::Flat:
        return "flat";
    case ButtonKind::Link:
        return "link";
    }
    return "plain";
}

} // namespace

QPushButton *makeButton(const QString &text, ButtonKind kind, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setProperty("kind", QString::fromLatin1(kindWord(kind)));
    button->setAccessibleName(QString(text).remove(u'&'));
    button->setAutoDefault(false);
    return button;
}

QLabel *makeLabel(const QString &text, const char *tone, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("tone", QString::fromLatin1(tone));
    return label;
}

QFont scaledFont(const QFont &base, double factor, QFont::Weight weight)
{
    QFont font = base;
    font.setPointSizeF(base.pointSizeF() * factor);
    font.setWeight(weight);
    return font;
}

QFont headingFont(const QFont &base)
{
    QFont font = scaledFont(base, 0.85, QFont::DemiBold);
    font.setCapitalization(QFont::AllUppercase);
    font.setLetterSpacing(QFont::PercentageSpacing, 105);
    return font;
}

QLabel *makeHeading(const QString &text, QWidget *parent)
{
    auto *label = makeLabel(text, "faint", parent);
    label->setFont(headingFont(parent->font()));
    return label;
}

ElidedLabel::ElidedLabel(QWidget *parent, Qt::TextElideMode mode)
    : QWidget(parent)
    , m_mode(mode)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setToolTip(text);
    setAccessibleName(text);
    updateGeometry();
    update();
}

void ElidedLabel::setSoft(bool soft)
{
    m_soft = soft;
    update();
}

QSize ElidedLabel::sizeHint() const
{
    return { fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height() + 2 };
}

QSize ElidedLabel::minimumSizeHint() const
{
    return { fontMetrics().averageCharWidth() * 6, fontMetrics().height() + 2 };
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(palette());
    const QColor color = m_soft ? theme.textSoft : theme.text;
    paintText(painter, rect(), { m_text, color, Qt::AlignLeft, m_mode });
}

StateLabel::StateLabel(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StateLabel::setState(Shape shape, const QString &word, const QColor &color)
{
    m_shape = shape;
    m_word = word;
    m_color = color;
    setAccessibleName(word);
    updateGeometry();
    update();
}

QSize StateLabel::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    const int mark = m_shape == Shape::None ? 0 : metrics.ascent() + space::tiny + 2;
    return { mark + metrics.horizontalAdvance(m_word) + 2, metrics.height() + 2 };
}

void StateLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int side = fontMetrics().ascent();
    QRect text = rect();
    if (m_shape != Shape::None) {
        paintShape(painter, QRectF(0, (height() - side) / 2.0, side, side), m_shape, m_color);
        text.setLeft(side + space::tiny + 2);
    }
    paintText(painter, text, { m_word, m_color });
}

EmptyPage::EmptyPage(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconMark(this))
    , m_title(new QLabel(this))
    , m_text(makeLabel({}, "soft", this))
    , m_buttons(new QWidget(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::huge, space::huge, space::huge, space::huge);
    column->setSpacing(space::small);
    const int side = fontMetrics().height() * 3;
    m_icon->setFixedSize(side, side);
    column->addStretch(2);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addSpacing(space::small);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(space::small);
    column->addWidget(m_buttons, 0, Qt::AlignHCenter);
    column->addStretch(3);
    m_title->setFont(scaledFont(font(), 1.25, QFont::DemiBold));
    for (QLabel *label : { m_title, m_text }) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignHCenter);
    }
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::small);
}

void EmptyPage::setMessage(const QString &icon, const QString &title, const QString &text)
{
    m_icon->setName(icon);
    m_title->setText(title);
    m_text->setText(text);
    setAccessibleName(title);
    setAccessibleDescription(text);
}

void EmptyPage::setActions(const QList<std::pair<QString, std::function<void()>>> &actions)
{
    QStringList titles;
    for (const auto &[text, act] : actions)
        titles << text;
    if (titles == m_titles) // the same buttons: keep them, one may have the focus
        return;
    m_titles = titles;
    for (QPushButton *old : m_buttons->findChildren<QPushButton *>()) {
        old->hide();
        old->deleteLater(); // it may be the one that was just clicked
    }
    ButtonKind kind = ButtonKind::Primary;
    for (const auto &[text, act] : actions) {
        auto *button = makeButton(text, kind, m_buttons);
        connect(button, &QPushButton::clicked, this, act);
        m_buttons->layout()->addWidget(button);
        kind = ButtonKind::Plain;
    }
    m_buttons->setVisible(!actions.isEmpty());
}

void EmptyPage::setExtra(QWidget *extra)
{
    auto *column = qobject_cast<QVBoxLayout *>(layout());
    extra->setMaximumWidth(fontMetrics().averageCharWidth() * 92);
    auto *row = new QHBoxLayout; // as wide as it may be, in the middle
    row->addStretch(1);
    row->addWidget(extra, 20);
    row->addStretch(1);
    column->insertSpacing(column->count() - 1, space::huge);
    column->insertLayout(column->count() - 1, row);
}

void asPanel(QWidget *widget)
{
    widget->setAutoFillBackground(true);
    widget->setBackgroundRole(QPalette::Window);
    widget->setProperty("surface", u"panel"_s);
}

QFrame *makeLine(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    return line;
}

void paintListGround(QPainter &painter, const QStyleOptionViewItem &option, const QRect &row)
{
    const Theme &theme = themeOf(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(selected ? theme.selection : theme.controlHover);
        painter.drawRoundedRect(row, space::radius, space::radius);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), space::radius, space::radius);
    }
}

} // namespace fw::ui
