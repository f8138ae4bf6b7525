// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outbox/conflict_row.h"

#include "models/words.h"
#include "ui/common/widgets.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QPainter>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using store::MergeRow;
using store::Side;

namespace {

constexpr int pixels = 64; ///< longest side of a rectangle's mark

QRectF rectangleOf(const QJsonObject &values)
{
    const auto side = [&values](QLatin1StringView name, QLatin1StringView brief) {
        return values.value(values.contains(name) ? name : brief).toDouble();
    };
    return { values.value("x"_L1).toDouble(), values.value("y"_L1).toDouble(),
             side("width"_L1, "w"_L1), side("height"_L1, "h"_L1) };
}

// A column of the grid: a choice or a text, and the rectangle below it.
QVBoxLayout *stack(std::initializer_list<QWidget *> widgets)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(space::tiny);
    for (QWidget *one : widgets)
        column->addWidget(one, 0, Qt::AlignLeft | Qt::AlignVCenter);
    return column;
}

} // namespace

QString mineHeading(const store::MergeSheet &sheet)
{
    const QString time = models::clockText(sheet.made);
    return sheet.late ? ConflictRow::tr("Mine (%1, offline)", "when").arg(time)
                      : ConflictRow::tr("Mine (%1)", "when").arg(time);
}

QString theirsHeading(const store::MergeSheet &sheet)
{
    QStringList facts;
    if (!sheet.by.isEmpty())
        facts << sheet.by;
    if (sheet.when)
        facts << models::clockText(*sheet.when);
    return facts.isEmpty() ? ConflictRow::tr("Server")
                           : ConflictRow::tr("Server (%1)", "who, when").arg(facts.join(u", "_s));
}

RectangleMark::RectangleMark(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void RectangleMark::setRectangle(const QRectF &rectangle, const QSizeF &frame)
{
    m_rectangle = rectangle;
    m_frame = frame;
    setVisible(!rectangle.isEmpty() && !frame.isEmpty());
    updateGeometry();
    update();
}

QSize RectangleMark::sizeHint() const
{
    return m_frame.isEmpty()
        ? QSize()
        : m_frame.scaled(QSizeF(pixels * 2, pixels), Qt::KeepAspectRatio).toSize() + QSize(2, 2);
}

void RectangleMark::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(palette());
    const double scale = (width() - 2) / m_frame.width();
    QPainter painter(this);
    painter.fillRect(rect(), theme.track);
    const QRectF inside(m_rectangle.topLeft() * scale, m_rectangle.size() * scale);
    painter.fillRect(inside.translated(1, 1), theme.canvas);
    painter.setPen(QPen(theme.text, 1.5));
    painter.drawRect(inside.translated(1, 1));
}

ConflictRow::ConflictRow(QGridLayout &grid, int line, QWidget *parent)
    : QObject(parent)
    , m_label(new StateLabel(parent))
    , m_sides(new QButtonGroup(this))
    , m_mine(new QRadioButton(parent))
    , m_theirs(new QRadioButton(parent))
    , m_mineOnly(new QLabel(parent))
    , m_result(new QLabel(parent))
    , m_note(makeLabel({}, "soft", parent))
    , m_marks{ new RectangleMark(parent), new RectangleMark(parent), new RectangleMark(parent) }
{
    m_sides->addButton(m_mine);
    m_sides->addButton(m_theirs);
    for (QLabel *label : { m_mineOnly, m_result, m_note }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_result->setFont(scaledFont(m_result->font(), 1, QFont::DemiBold));
    grid.addWidget(m_label, line, 0, Qt::AlignTop);
    grid.addLayout(stack({ m_mine, m_mineOnly, m_marks[0] }), line, 1, Qt::AlignTop);
    grid.addLayout(stack({ m_result, m_marks[1] }), line, 2, Qt::AlignTop);
    grid.addLayout(stack({ m_theirs, m_note, m_marks[2] }), line, 3, Qt::AlignTop);
    connect(m_sides, &QButtonGroup::buttonToggled, this, [this](QAbstractButton *, bool on) {
        if (!on)
            return;
        m_moved = false;
        showResult();
        Q_EMIT chosen();
    });
}

void ConflictRow::present(const MergeRow &row, const Words &words, bool moved)
{
    m_row = row;
    m_words = words;
    m_moved = moved;
    const bool open = row.kind == MergeRow::Kind::Both;
    m_mine->setVisible(open);
    m_theirs->setVisible(open);
    m_mineOnly->setVisible(!open);
    m_mineOnly->setText(words.mine);
    m_mine->setText(QString(words.mine).replace(u'&', u"&&"_s));
    m_theirs->setText(QString(words.theirs).replace(u'&', u"&&"_s));
    // Every cell says whose it is: "Opacity, mine (14:02:20, offline): 0.55".
    const auto name = [&](const QString &side, const QString &value) {
        return tr("%1, %2: %3", "a field, whose value, the value").arg(words.label, side, value);
    };
    m_mine->setAccessibleName(name(words.mineHeading, words.mine));
    m_mineOnly->setAccessibleName(name(words.mineHeading, words.mine));
    m_theirs->setAccessibleName(name(words.theirsHeading, words.theirs));
    m_theirs->setAccessibleDescription(tr("was %1").arg(words.was));
    switch (row.kind) {
    case MergeRow::Kind::Both:
        m_note->setText(tr("was %1").arg(words.was));
        break;
    case MergeRow::Kind::MineOnly:
        m_note->setText(tr("Mine only – unchanged on the server: %1").arg(words.theirs));
        break;
    case MergeRow::Kind::Same:
        m_note->setText(tr("The same on both sides; was %1").arg(words.was));
        break;
    }
    m_note->setAccessibleName(name(words.theirsHeading, m_note->text()));
    showResult();
    showRectangles();
}

Side ConflictRow::side() const
{
    return m_mine->isChecked() ? Side::Mine : m_theirs->isChecked() ? Side::Theirs : Side::None;
}

void ConflictRow::choose(Side side)
{
    // An exclusive group never lets go of its last choice.
    m_sides->setExclusive(false);
    m_mine->setChecked(side == Side::Mine);
    m_theirs->setChecked(side == Side::Theirs);
    m_sides->setExclusive(true);
    showResult();
}

void ConflictRow::focus()
{
    (m_row.kind == MergeRow::Kind::Both ? m_mine : m_theirs)->setFocus(Qt::OtherFocusReason);
}

void ConflictRow::showResult()
{
    const Theme &theme = themeOf(m_label->window()->palette());
    const Side taken = decided(m_row, side());
    QString text = m_words.theirs;
    if (taken == Side::Mine)
        text = m_words.mine;
    else if (taken == Side::None)
        text = m_moved ? tr("Changed just now: choose again") : tr("Choose a side");
    m_label->setState(taken == Side::None ? Shape::Diamond : Shape::Check, m_words.label,
                      taken == Side::None ? theme.attention : theme.text);
    m_label->setAccessibleName(taken == Side::None ? tr("%1, not decided").arg(m_words.label)
                                                   : tr("%1, decided").arg(m_words.label));
    m_result->setText(text);
    m_result->setEnabled(taken != Side::None);
    m_result->setAccessibleName(
        tr("%1, %2: %3", "a field, whose value, the value").arg(m_words.label, tr("result"), text));
    if (m_row.arguments.size() > 1)
        showRectangles();
}

void ConflictRow::showRectangles()
{
    const QRectF mine = rectangleOf(m_row.mine);
    const QRectF theirs = rectangleOf(m_row.theirs);
    if (m_row.arguments.size() < 2)
        return;
    const QRectF both = mine.united(theirs);
    const QSizeF frame(both.right(), both.bottom());
    const Side taken = decided(m_row, side());
    m_marks[0]->setRectangle(mine, frame);
    m_marks[1]->setRectangle(taken == Side::Mine         ? mine
                                 : taken == Side::Theirs ? theirs
                                                         : QRectF(),
                             frame);
    m_marks[2]->setRectangle(theirs, frame);
}

} // namespace fw::ui
