// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/offer_dialog.h"

#include "ui/common/field_form.h"
#include "ui/common/widgets.h"

#include <QHBoxLayout>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

/// "harbour.jpg, castle.jpg and 3 more".
QString namesOf(const std::vector<OfferTarget> &targets)
{
    constexpr size_t most = 3;
    QStringList names;
    for (size_t i = 0; i < std::min(most, targets.size()); ++i)
        names << targets[i].name;
    const QString some = names.join(u", "_s);
    return targets.size() <= most
        ? some
        : OfferDialog::tr("%1 and %n more", "names of what is selected", int(targets.size() - most))
              .arg(some);
}

/// What the button says: a form of settings is named after them, and no verb.
QString actOf(const wire::ActionOffer &offer)
{
    return offer.overlay ? OfferDialog::tr("Apply") : offerVerb(offer).replace(u'&', u"&&"_s);
}

/// As tall as what is in it, and scrolling when the screen is too small for that.
class Scroller final : public QScrollArea
{
public:
    using QScrollArea::QScrollArea;
    QSize sizeHint() const override
    {
        const QWidget *inside = widget();
        const int width = inside->sizeHint().width() + verticalScrollBar()->sizeHint().width();
        const int most = screen()->availableGeometry().height() * 6 / 10;
        return { width, std::min(inside->sizeHint().height() + 2 * fontMetrics().height(), most) };
    }
};

} // namespace

OfferDialog::OfferDialog(OfferCall call, const QString &serverName, QWidget *parent)
    : QDialog(parent)
    , m_call(std::move(call))
    , m_start(offerStart(m_call.offer, m_call.targets))
    , m_form(new FieldForm)
    , m_go(makeButton(actOf(m_call.offer), ButtonKind::Primary, this))
{
    setObjectName(u"offerDialog"_s);
    setWindowTitle(callText(m_call));
    setAccessibleName(windowTitle());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::huge, space::large, space::huge, space::large);
    column->setSpacing(space::small);
    buildHead(column, serverName);
    m_form->setProperty("surface", u"panel"_s);
    m_form->setFields(m_call.offer.fields, m_start);
    auto *scroller = new Scroller(this);
    scroller->setWidgetResizable(true);
    scroller->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroller->setFrameShape(QFrame::NoFrame);
    scroller->setFocusPolicy(Qt::NoFocus);
    scroller->setAccessibleName(tr("What is asked for"));
    scroller->setWidget(m_form);
    column->addWidget(scroller, 1);
    buildFoot(column);
    connect(m_form, &FieldForm::changed, this, &OfferDialog::refresh);
    setMinimumWidth(fontMetrics().averageCharWidth() * 72);
    refresh();
}

void OfferDialog::buildHead(QVBoxLayout *column, const QString &serverName)
{
    auto *title = new QLabel(offerVerb(m_call.offer), this);
    title->setTextFormat(Qt::PlainText);
    title->setFont(scaledFont(font(), 1.25, QFont::DemiBold));
    column->addWidget(title);
    const int count = int(m_call.targets.size());
    auto *over = new ElidedLabel(this, Qt::ElideRight);
    over->setObjectName(u"offerOver"_s);
    over->setSoft(true);
    if (m_call.offer.target.isEmpty())
        over->setText(tr("On %1", "the server").arg(serverName));
    else
        over->setText(count == 1
                          ? m_call.targets.front().name
                          : tr("%n selected: %1", nullptr, count).arg(namesOf(m_call.targets)));
    column->addWidget(over);
    const QString warning = callWarning(m_call);
    if (!warning.isEmpty()) {
        auto *label = makeLabel(warning, "warn", this);
        label->setObjectName(u"offerWarning"_s);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addSpacing(space::small);
}

void OfferDialog::buildFoot(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(space::small);
    const int count = int(m_call.targets.size());
    if (count > 1)
        m_go->setText(
            tr("%1 (%2)", "a button: an action, and to how many").arg(m_go->text()).arg(count));
    m_go->setObjectName(u"offerGo"_s);
    m_go->setAccessibleName(m_go->text());
    auto *hint = makeLabel(tr("Ctrl+Enter"), "faint", this);
    auto *close = makeButton(tr("&Close"), ButtonKind::Plain, this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, &OfferDialog::run);
    for (const Qt::Key key : { Qt::Key_Return, Qt::Key_Enter }) // also inside a text of many lines
        connect(new QShortcut(QKeySequence(Qt::CTRL | key), this), &QShortcut::activated, this,
                &OfferDialog::run);
    row->addStretch();
    row->addWidget(hint);
    row->addWidget(close);
    row->addWidget(m_go);
    column->addSpacing(space::small);
    column->addLayout(row);
}

QJsonObject OfferDialog::arguments() const
{
    QJsonObject values = m_form->values();
    const wire::Credentials secrets = m_form->credentials(wire::SignInKind::None);
    for (const wire::FieldSpec &field : m_call.offer.fields) {
        if (field.type == wire::FieldSpec::Type::Secret && secrets.values.contains(field.name))
            values.insert(field.name, QString::fromUtf8(secrets.values.value(field.name).reveal()));
    }
    return offerArguments(m_call.offer, m_start, values);
}

void OfferDialog::refresh()
{
    QString why = m_form->firstProblem();
    if (why.isEmpty() && m_call.offer.overlay && arguments().isEmpty())
        why = tr("Nothing is changed yet.");
    m_go->setEnabled(why.isEmpty());
    m_go->setToolTip(why.isEmpty() ? tr("Ctrl+Enter") : why);
    m_go->setAccessibleDescription(why);
}

void OfferDialog::run()
{
    if (m_form->check() && m_go->isEnabled())
        accept();
}

void OfferDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    m_form->focusFirst();
}

} // namespace fw::ui
