// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/item_field_model.h"
#include "models/item_model.h"
#include "models/kind_model.h"
#include "ui/common/picture_source.h"
#include "ui/common/shapes.h"
#include "ui/common/theme.h"

#include <QAction>
#include <QWidget>

class QLabel;
class QLineEdit;
class QStackedLayout;

namespace fw::ui {

class ElidedLabel;
class EmptyPage;
class ItemTable;
class KindView;
class OfferBar;
class Preview;
class RefusalStrip;
class StateLabel;

/// What the library says of the server whose items it shows, above them.
struct LibraryNote
{
    Shape shape = Shape::None;
    QString text; ///< empty: all is as usual
    QColor Theme::*color = &Theme::textSoft;
    bool known = true; ///< false: nothing was ever heard from this server
};

/// What servers keep besides jobs: kinds at the side, the items of one, the fields and the picture
/// of the chosen one, and what can be done with it. Knows no kind and no action by name.
class LibraryPanel final : public QWidget
{
    Q_OBJECT
public:
    struct Models
    {
        models::KindModel &kinds;
        models::ItemModel &items;
        models::ItemFieldModel &fields;
    };
    LibraryPanel(const Models &models, PictureSource pictures, QWidget *parent = nullptr);

    const store::KindKey &kind() const { return m_models.items.kind(); }
    void setKind(const store::KindKey &key);
    QStringList selectedIds() const;
    ItemTable &table() const { return *m_table; }

    /// What can be done with the selected items, and with the server as a whole; the owner's.
    void setItemActions(const QList<QAction *> &actions);
    void setServerActions(const QList<QAction *> &actions);
    void setNote(const LibraryNote &note);
    void showPictures();
    void focusContent();
    QSize sizeHint() const override;

Q_SIGNALS:
    void kindChanged();
    void selectionChanged();
    void menuWanted(const QPoint &globalAt);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    // library_build.cpp
    void build();
    QWidget *buildItems();
    QWidget *buildSide();
    void wire();
    // library_panel.cpp
    void onKindChosen();
    void refreshPage();
    void refreshItem();
    void fitPreview();

    Models m_models;
    LibraryNote m_note;
    KindView *m_kinds;
    QLabel *m_heading;
    QLineEdit *m_search;
    StateLabel *m_counts;
    OfferBar *m_serverBar;
    QWidget *m_noteLine;
    StateLabel *m_noteLabel;
    ItemTable *m_table;
    EmptyPage *m_empty;
    QStackedLayout *m_page;
    Preview *m_preview;
    bool m_hasPicture = true;
    ElidedLabel *m_title;
    StateLabel *m_state;
    ElidedLabel *m_until;
    RefusalStrip *m_refusal;
    QStackedLayout *m_side;
    OfferBar *m_itemBar;
};

} // namespace fw::ui
