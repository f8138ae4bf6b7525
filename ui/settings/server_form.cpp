// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/server_form.h"

#include "dialects/registry.h"
#include "ui/common/field_form.h"
#include "ui/common/widgets.h"
#include "ui/settings/detect_strip.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using Field = ProfileProblem::Field;

namespace {

QHBoxLayout *makeRow(QWidget *box)
{
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::small);
    return row;
}

QJsonObject toFields(const QMap<QString, QString> &options)
{
    QJsonObject all;
    for (auto option = options.begin(); option != options.end(); ++option)
        all.insert(option.key(), option.value());
    return all;
}

} // namespace

ServerForm::ServerForm(QWidget *parent)
    : QWidget(parent)
    , m_rows(this)
    , m_intro(makeLabel({}, "soft", this))
    , m_name(new QLineEdit(this))
    , m_kind(new QComboBox(this))
    , m_address(new QLineEdit(this))
    , m_detect(makeButton(tr("&Detect"), ButtonKind::Plain, this))
    , m_strip(new DetectStrip(this))
    , m_way(new QComboBox(this))
    , m_signIn(makeButton(tr("S&ign in…"), ButtonKind::Plain, this))
    , m_signOut(makeButton(tr("Sign &out"), ButtonKind::Plain, this))
    , m_path(new QLineEdit(this))
    , m_place(new QComboBox(this))
    , m_optionsHead(makeHeading({}, this))
    , m_options(new FieldForm(this))
    , m_auto(new QCheckBox(this))
{
    setObjectName(u"serverForm"_s);
    m_intro->setWordWrap(true);
    m_name->setObjectName(u"serverName"_s);
    m_kind->setObjectName(u"serverKind"_s);
    m_address->setObjectName(u"serverAddress"_s);
    m_path->setObjectName(u"serverPath"_s);
    m_detect->setObjectName(u"detect"_s);
    m_signIn->setObjectName(u"signIn"_s);
    m_signOut->setObjectName(u"signOut"_s);
    for (const auto &dialect : dialects::allDialects())
        m_kind->addItem(dialect->about().title, dialect->name());
    buildRows();
    wire();
}

QWidget *ServerForm::buildAddress()
{
    auto *box = new QWidget(this);
    auto *row = makeRow(box);
    row->addWidget(m_address, 1);
    row->addWidget(m_detect);
    m_detect->setToolTip(tr("Asks the address what kind of server it is. Signs in nowhere and "
                            "changes nothing."));
    return box;
}

QWidget *ServerForm::buildSignIn()
{
    auto *box = new QWidget(this);
    auto *row = makeRow(box);
    row->addWidget(m_way, 1);
    row->addWidget(m_signIn);
    row->addWidget(m_signOut);
    m_signOut->setToolTip(tr("Forgets the token and disconnects."));
    return box;
}

void ServerForm::buildRows()
{
    m_rows.addWide(m_intro);
    m_intro->setContentsMargins(0, 0, 0, space::medium);
    m_nameRow = m_rows.add(tr("&Name"), m_name);
    m_kindRow = m_rows.add(tr("&Kind"), m_kind);
    m_addressRow = m_rows.add(tr("&Address"), buildAddress(), m_address);
    m_rows.addBare(m_strip);
    m_wayRow = m_rows.add(tr("Si&gn-in"), buildSignIn(), m_way);
    m_placeRow = m_rows.add(tr("&Token travels"), m_place);
    m_pathRow = m_rows.add(tr("&Socket path"), m_path);
    m_rows.addWide(m_optionsHead);
    m_optionsHead->setContentsMargins(0, space::medium, 0, space::small);
    m_rows.addWide(m_options);
    m_auto->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_rows.addBare(m_auto);
}

void ServerForm::wire()
{
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &typed) {
        m_profile.name = typed;
        change();
    });
    connect(m_kind, &QComboBox::activated, this,
            [this] { setKind(m_kind->currentData().toString()); });
    connect(m_address, &QLineEdit::textEdited, this, &ServerForm::onAddressTyped);
    connect(m_detect, &QPushButton::clicked, this, &ServerForm::onDetect);
    connect(m_strip, &DetectStrip::useWanted, this, &ServerForm::onFound);
    connect(m_strip, &DetectStrip::runningChanged, this, &ServerForm::showProblems);
    connect(m_way, &QComboBox::activated, this, [this] {
        m_profile.signIn = wire::SignInKind(m_way->currentData().toInt());
        change();
    });
    connect(m_place, &QComboBox::activated, this, [this] {
        m_profile.tokenPlace = wire::TokenPlace(m_place->currentData().toInt());
        change();
    });
    connect(m_path, &QLineEdit::textEdited, this, [this](const QString &typed) {
        m_profile.path = typed.trimmed();
        change();
    });
    connect(m_options, &FieldForm::changed, this, &ServerForm::onOptions);
    connect(m_auto, &QCheckBox::toggled, this, [this](bool on) {
        m_profile.autoConnect = on;
        change();
    });
    connect(m_signIn, &QPushButton::clicked, this, &ServerForm::signInWanted);
    connect(m_signOut, &QPushButton::clicked, this, &ServerForm::signOutWanted);
}

void ServerForm::setProfile(const wire::Profile &profile, bool fresh)
{
    if (profile == m_profile && !fresh)
        return;
    const bool another = profile.id != m_profile.id || fresh || m_profile.dialect.isEmpty();
    m_profile = profile;
    if (another)
        m_strip->clear();
    fill();
}

void ServerForm::fill()
{
    m_filling = true;
    const bool here = m_profile.thisComputer;
    m_intro->setText(tr("The queue of this computer. Framewatch starts it and ends it with itself; "
                        "it cannot be removed."));
    m_intro->setVisible(here);
    m_name->setText(m_profile.name);
    m_address->setText(m_profile.address.toString());
    m_path->setText(m_profile.path);
    m_auto->setText(here ? tr("&Start it and connect when Framewatch starts")
                         : tr("&Connect when Framewatch starts"));
    m_auto->setChecked(m_profile.autoConnect);
    fillKind();
    m_kindRow.setShown(!here);
    m_addressRow.setShown(!here);
    if (here)
        m_strip->hide();
    m_filling = false;
    showProblems();
    alignLabels();
}

void ServerForm::fillKind()
{
    m_about = aboutOf(m_profile.dialect);
    m_kind->setCurrentIndex(m_kind->findData(m_profile.dialect));
    m_kindRow.setHint(offerText(m_about.line));
    m_address->setPlaceholderText(m_about.usualAddress.toString());
    const bool here = m_profile.thisComputer;
    m_way->clear();
    for (const wire::SignInWay &way : m_about.signInWays)
        m_way->addItem(signInText(way.kind), int(way.kind));
    m_way->setCurrentIndex(m_way->findData(int(signInOf(m_profile, m_about))));
    m_way->setEnabled(m_way->count() > 1);
    m_wayRow.setShown(!here && m_way->count() > 0);
    m_place->clear();
    for (const wire::TokenPlace place : m_about.tokenPlaces)
        m_place->addItem(tokenPlaceText(place), int(place));
    m_place->setCurrentIndex(m_place->findData(int(m_profile.tokenPlace)));
    m_placeRow.setShown(!here && m_place->count() > 1);
    m_path->setPlaceholderText(m_about.usualPath);
    m_pathRow.setHint(tr("Empty: the usual one."));
    m_pathRow.setShown(!here && !m_about.usualPath.isEmpty());
    fillOptions();
}

void ServerForm::fillOptions()
{
    const bool shown = !m_profile.thisComputer && !m_about.options.empty();
    m_options->setFields(m_about.options, toFields(m_profile.options));
    m_options->setVisible(shown);
    m_optionsHead->setText(tr("Options of %1").arg(m_about.title));
    m_optionsHead->setVisible(shown);
}

void ServerForm::alignLabels()
{
    const int width = std::max(m_rows.labelWidth(), m_options->labelWidth());
    m_rows.setLabelWidth(width);
    m_options->setLabelWidth(width);
}

void ServerForm::setKind(const QString &dialect)
{
    if (dialect == m_profile.dialect)
        return;
    const wire::DialectAbout before = m_about;
    const wire::Profile usual = freshProfile(dialect, {});
    wire::Profile next = m_profile;
    next.dialect = dialect;
    next.tokenPlace = usual.tokenPlace;
    next.signIn.reset();
    next.path.clear();
    next.options.clear();
    if (next.address.isEmpty() || next.address == before.usualAddress)
        next.address = usual.address;
    if (next.name == before.title)
        next.name = usual.name;
    m_profile = next;
    fill();
    change();
}

void ServerForm::onAddressTyped(const QString &typed)
{
    m_profile.address = addressOf(typed);
    m_strip->clear();
    change();
}

void ServerForm::onOptions()
{
    if (m_filling)
        return;
    const QJsonObject values = m_options->values();
    for (const wire::FieldSpec &spec : m_about.options) {
        const QString text = fieldText(values.value(spec.name));
        if (text.isEmpty() || text == fieldText(spec.preset))
            m_profile.options.remove(spec.name);
        else
            m_profile.options.insert(spec.name, text);
    }
    change();
}

void ServerForm::onDetect()
{
    m_strip->ask(m_profile.address, m_profile);
}

void ServerForm::onFound(const session::Detected &found)
{
    m_profile = withFound(m_profile, found);
    fill();
    change();
}

void ServerForm::change()
{
    if (m_filling)
        return;
    m_strip->setProfile(m_profile);
    showProblems();
    Q_EMIT edited(m_profile);
}

void ServerForm::setSignIn(const SignInLook &look)
{
    const bool shown = !m_wayRow.box->isHidden();
    m_wayRow.setHint(look.text);
    m_signIn->setEnabled(look.canSignIn);
    m_signIn->setToolTip(look.canSignIn ? QString() : look.text);
    m_signOut->setVisible(shown && look.canSignOut);
}

void ServerForm::showProblems()
{
    QString name, address, path;
    for (const ProfileProblem &one : problemsOf(m_profile)) {
        QString &text = one.field == Field::Name ? name : one.field == Field::Path ? path : address;
        text = one.text;
    }
    m_nameRow.setProblem(name);
    m_addressRow.setProblem(address);
    m_pathRow.setProblem(path);
    m_detect->setEnabled(address.isEmpty() && !m_strip->isRunning());
}

QString ServerForm::problem() const
{
    const auto problems = problemsOf(m_profile);
    if (!problems.empty())
        return problems.front().text;
    return m_profile.thisComputer ? QString() : m_options->firstProblem();
}

void ServerForm::focusName()
{
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

} // namespace fw::ui
