// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/shapes.h"
#include "ui/common/theme.h"

#include <QLabel>
#include <QPushButton>

#include <functional>

class QPainter;
class QStyleOptionViewItem;
class QVBoxLayout;

namespace fw::ui {

class IconMark;

/// Where in the order of importance a button stands; the style sheet dresses each.
enum class ButtonKind : quint8 { Plain, Primary, Danger, Flat, Link };

/// A push button with its mnemonic in \a text and an accessible name made from it.
QPushButton *makeButton(const QString &text, ButtonKind kind, QWidget *parent);
/// A label in the secondary or faint tone ("soft", "faint", "error", or empty).
QLabel *makeLabel(const QString &text, const char *tone, QWidget *parent);
/// The font of section headings: smaller, semi-bold, spaced, shown in upper case.
QFont headingFont(const QFont &base);
QLabel *makeHeading(const QString &text, QWidget *parent);
/// \a base times \a factor, with a weight.
QFont scaledFont(const QFont &base, double factor, QFont::Weight weight = QFont::Normal);

/// One line that shortens in the middle when it is too long and then tells all in its tooltip.
class ElidedLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget *parent = nullptr, Qt::TextElideMode mode = Qt::ElideMiddle);
    void setText(const QString &text);
    QString text() const { return m_text; }
    void setSoft(bool soft);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Qt::TextElideMode m_mode;
    bool m_soft = false;
};

/// A shape and a word in the colour of a state.
class StateLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit StateLabel(QWidget *parent = nullptr);
    void setState(Shape shape, const QString &word, const QColor &color);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Shape m_shape = Shape::None;
    QString m_word;
    QColor m_color;
};

/// What an empty place says: a picture, a sentence, what can be done (ux.md 10, 17).
class EmptyPage final : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyPage(QWidget *parent = nullptr);
    void setMessage(const QString &icon, const QString &title, const QString &text);
    /// Replaces the buttons; the first is the helpful one.
    void setActions(const QList<std::pair<QString, std::function<void()>>> &actions);
    /// More below the buttons, e.g. another way on; the page owns it.
    void setExtra(QWidget *extra);

private:
    QStringList m_titles;
    IconMark *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QWidget *m_buttons;
};

/// Marks \a widget to be filled with the panel colour.
void asPanel(QWidget *widget);
/// A one pixel line.
QFrame *makeLine(QWidget *parent);

/// The ground of a row in a side list: selected, under the pointer, with the focus ring.
void paintListGround(QPainter &painter, const QStyleOptionViewItem &option, const QRect &row);

} // namespace fw::ui
