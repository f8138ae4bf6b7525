// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/field_form.h"
#include "ui/common/widgets.h"
#include "ui/settings/profile_words.h"
#include "ui/shell/sign_in_dialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHostAddress>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace fw::ui {

using namespace Qt::StringLiterals;
using wire::SignInKind;

namespace {

bool isOpen(const QUrl &address)
{
    const QHostAddress host(address.host());
    return address.scheme() == "http"_L1 && address.host() != "localhost"_L1 && !host.isLoopback();
}

/// What a way asks for; a token when it does not say.
std::vector<wire::FieldSpec> fieldsOf(const wire::SignInWay &way)
{
    if (!way.fields.empty())
        return way.fields;
    wire::FieldSpec token;
    token.name = u"token"_s;
    token.label = QString::fromUtf8(QT_TRANSLATE_NOOP("fw::wire::offer", "Token"));
    token.type = wire::FieldSpec::Type::Secret;
    token.required = true;
    return { token };
}

/// The dialect's first way; not a token where the program that answers there takes none.
SignInKind usualWay(const session::Session &session)
{
    const auto about = session.dialect().about();
    wire::SessionFacts facts = session.facts();
    facts.cookie = {};
    facts.token = Secret("t");
    const bool takesToken = !session.dialect().fetchHeaders(facts.baseUrl, facts).isEmpty()
        || facts.baseUrl.isEmpty();
    for (const wire::SignInWay &way : about.signInWays) {
        if (way.kind != SignInKind::None && (way.kind != SignInKind::Token || takesToken))
            return way.kind;
    }
    return signInOf(session.profile(), about);
}

} // namespace

SignInDialog::SignInDialog(session::Session &session, std::optional<SignInKind> chosen,
                           QWidget *parent)
    : QDialog(parent)
    , m_session(&session)
    , m_browser(this)
    , m_tabs(new QTabBar(this))
    , m_pages(new QStackedWidget(this))
    , m_refusal(makeLabel({}, "refusal", this))
    , m_state(new StateLabel(this))
    , m_copy(makeButton(tr("Copy &address"), ButtonKind::Plain, this))
    , m_stay(makeButton(tr("&Stay signed out"), ButtonKind::Plain, this))
    , m_go(makeButton(tr("&Sign in"), ButtonKind::Primary, this))
{
    const wire::Profile &profile = session.profile();
    setObjectName(u"signInDialog"_s);
    setWindowTitle(tr("Sign in to %1").arg(profile.name));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::huge, space::huge, space::huge, space::large);
    column->setSpacing(space::small);
    auto *title = new QLabel(tr("Sign in to %1").arg(profile.name), this);
    title->setFont(scaledFont(font(), 1.25, QFont::DemiBold));
    title->setTextFormat(Qt::PlainText);
    column->addWidget(title);
    const QUrl address = session.facts().baseUrl;
    column->addWidget(
        makeLabel(tr("%1 at %2", "kind of server, address")
                      .arg(session.dialect().about().title,
                           address.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)),
                  "soft", this));
    column->addSpacing(space::small);
    column->addWidget(buildWays(chosen));
    m_refusal->setObjectName(u"refusal"_s);
    m_refusal->setTextFormat(Qt::PlainText);
    m_refusal->setWordWrap(true);
    m_refusal->hide();
    column->addWidget(m_refusal);
    if (isOpen(address)) {
        auto *open = makeLabel(tr("The connection to %1 is not encrypted: others in the network "
                                  "can read what is sent.")
                                   .arg(address.host()),
                               "warn", this);
        open->setWordWrap(true);
        column->addWidget(open);
    }
    auto *kept = makeLabel(tr("What proves who you are is kept in the keychain of your desktop, "
                              "your password is not."),
                           "faint", this);
    kept->setWordWrap(true);
    kept->setFont(scaledFont(font(), 0.9));
    column->addWidget(kept);
    column->addSpacing(space::small);
    column->addWidget(buildFoot());
    // The fields were made after the buttons; the keyboard goes as the eye does.
    QWidget *last = previousInFocusChain();
    while (last != this && last->focusPolicy() == Qt::NoFocus)
        last = last->previousInFocusChain();
    for (QPushButton *one : { m_copy, m_stay, m_go }) {
        setTabOrder(last, one);
        last = one;
    }
    setMinimumWidth(fontMetrics().averageCharWidth() * 72);
    watchSession();
    onWay();
}

void SignInDialog::watchSession()
{
    connect(m_session, &QObject::destroyed, this, &QDialog::reject);
    connect(m_session, &session::Session::signInEnded, this, &SignInDialog::onEnded);
    connect(m_session, &session::Session::connectionChanged, this, &SignInDialog::onConnection);
    connect(&m_browser, &session::BrowserSignIn::failed, this, &SignInDialog::refuse);
    connect(&m_browser, &session::BrowserSignIn::codeReceived, this,
            [this](const wire::Credentials &credentials) {
                setWaiting(tr("Signing in…"));
                m_copy->hide();
                if (m_session)
                    m_session->signIn(credentials);
            });
}

QWidget *SignInDialog::buildWays(std::optional<SignInKind> last)
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::medium);
    const wire::DialectAbout about = m_session->dialect().about();
    const SignInKind usual = last.value_or(usualWay(*m_session));
    for (const wire::SignInWay &way : about.signInWays) {
        if (way.kind == SignInKind::None)
            continue;
        m_pages->addWidget(buildWay(way));
        m_tabs->addTab(signInText(way.kind));
        if (way.kind == usual)
            m_tabs->setCurrentIndex(m_tabs->count() - 1);
    }
    if (m_ways.empty()) { // it refused all the same: somebody put a token before it
        m_pages->addWidget(buildWay({ SignInKind::Token, {} }));
        m_tabs->addTab(signInText(SignInKind::Token));
    }
    m_tabs->setAccessibleName(tr("How to sign in"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setVisible(m_ways.size() > 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &SignInDialog::onWay);
    column->addWidget(m_tabs);
    column->addWidget(m_pages);
    return box;
}

QWidget *SignInDialog::buildWay(const wire::SignInWay &way)
{
    if (way.kind == SignInKind::Browser) {
        m_ways.push_back({ way.kind, nullptr });
        return buildBrowser();
    }
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    auto *form = new FieldForm(page);
    form->setFields(fieldsOf(way));
    connect(form, &FieldForm::changed, this, &SignInDialog::refresh);
    column->addWidget(form);
    column->addStretch();
    m_ways.push_back({ way.kind, form });
    return page;
}

QWidget *SignInDialog::buildBrowser()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    auto *text = makeLabel(tr("Your browser opens the sign-in page of this server. When you are "
                              "done there, it comes back here by itself."),
                           "", page);
    text->setWordWrap(true);
    column->addWidget(text);
    column->addStretch();
    return page;
}

QWidget *SignInDialog::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::small);
    row->addWidget(m_state);
    row->addStretch();
    row->addWidget(m_copy);
    row->addWidget(m_stay);
    row->addWidget(m_go);
    m_go->setObjectName(u"signInNow"_s);
    m_stay->setObjectName(u"staySignedOut"_s);
    m_go->setDefault(true);
    m_copy->setToolTip(tr("Copies the address of the sign-in page, for a browser of your choice."));
    connect(m_go, &QPushButton::clicked, this, &SignInDialog::start);
    connect(m_stay, &QPushButton::clicked, this, &SignInDialog::cancel);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_page.toString(QUrl::FullyEncoded)); });
    return foot;
}

} // namespace fw::ui
