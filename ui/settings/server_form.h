// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/form_rows.h"
#include "ui/settings/profile_words.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace fw::session {
struct Detected;
}

namespace fw::ui {

class DetectStrip;
class FieldForm;

/// Where a server stands with its sign-in, for the form.
struct SignInLook
{
    QString text; ///< "Signed in as mara. The token is kept in the keychain."
    bool canSignIn = false;
    bool canSignOut = false;
};

/// Everything about one server that can be set. What is wrong is said under its field while
/// typing; nothing here saves.
class ServerForm final : public QWidget
{
    Q_OBJECT
public:
    explicit ServerForm(QWidget *parent = nullptr);

    /// Shows another profile. \a fresh: never saved.
    void setProfile(const wire::Profile &profile, bool fresh);
    const wire::Profile &profile() const { return m_profile; }
    void setSignIn(const SignInLook &look);
    /// The first thing that keeps it from being saved; empty: nothing.
    QString problem() const;
    void focusName();

Q_SIGNALS:
    void edited(const fw::wire::Profile &profile);
    void signInWanted();
    void signOutWanted();

private:
    void buildRows();
    QWidget *buildAddress();
    QWidget *buildSignIn();
    void wire();
    void fill(); ///< every control from the profile
    void fillKind(); ///< what depends on the kind
    void fillOptions();
    void setKind(const QString &dialect);
    void onAddressTyped(const QString &typed);
    void onOptions();
    void onDetect();
    void onFound(const session::Detected &found);
    void change(); ///< the profile was changed by a control
    void showProblems();
    void alignLabels();

    wire::Profile m_profile;
    wire::DialectAbout m_about;
    bool m_filling = false;
    FormRows m_rows;
    QLabel *m_intro; ///< for this computer
    QLineEdit *m_name;
    QComboBox *m_kind;
    QLineEdit *m_address;
    QPushButton *m_detect;
    DetectStrip *m_strip;
    QComboBox *m_way;
    QPushButton *m_signIn;
    QPushButton *m_signOut;
    QLineEdit *m_path;
    QComboBox *m_place;
    QLabel *m_optionsHead;
    FieldForm *m_options;
    QCheckBox *m_auto;
    FormRow m_nameRow, m_kindRow, m_addressRow, m_wayRow, m_pathRow, m_placeRow;
};

} // namespace fw::ui
