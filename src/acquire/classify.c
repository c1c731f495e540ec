/* SPDX-License-Identifier: MIT */
/*
 * What each piece is. One scoring model: a piece shows kinds of evidence (features), every feature
 * speaks for and against every label by a weight, every pair of neighbouring labels has a weight of
 * its own, and the sequence of labels with the highest sum over the whole page wins (Viterbi's
 * algorithm: linear in the page, exact). So a short line is a headline because a dateline follows
 * and a subject line precedes, not because of a rule about short lines, and weak evidence at one
 * place is settled by strong evidence beside it.
 *
 * Weights are whole numbers set by hand: 12 is near to proof (a dateline opens a first paragraph),
 * 3 is a tendency. A cascade of rules was rejected because each new kind of damage would change all
 * of them; a trained model was rejected because a handful of answered pages teaches it the paper,
 * not the language. New evidence is one more line in `evidence` and one in feature.h.
 *
 * What a piece goes on from is only known when it is known which pieces between are captions or
 * labels. So the page is labelled twice: the second time joints are tried between the texts that
 * the first one found.
 *
 * How sure a label is: the margin by which the best sequence beats the best one that reads the
 * piece otherwise, found by running the sums from both ends.
 */
#include "acquire/feature.h"

#include <limits.h>
#include <string.h>

enum { COLUMNS = 14, NEVER = -100, IMPOSSIBLE = -10000 };

struct evidence {
    enum feature feature;
    int8_t weight[COLUMNS];
};

/* clang-format off */
static const struct evidence evidence[] = {
    /*                      LAB  KIC  SUB  HEA  SBH  BYL  LEA  PAR  CON  CRO  CAP  CRE  STR  LAT */
    {ALWAYS,              { -2,  -8,   0,   0,  -8,  -9,   0,   0,   0,   0,  -5, -12,   0,  -3}},
    {IS_BYLINE,           {-16, -16, -24, -24, -16,  24,  -9,  -9,  -9, -24,  -9,  -4,  -9, -24}},
    {IS_CREDIT,           { -9,  -9,  -9,  -9,  -9,  -9,  -9,  -9,  -9,  -9,  -4,  26,  -9,  -9}},
    {STARTS_CAPTION,      { -9,  -9,  -9,  -6,  -9,  -9,  -4,  -4,  -4,  -9,  18,  -9,  -6,  -9}},
    {HAS_DATELINE,        { -9,  -9,  -9,  -9,  -9,  -9,  12,  -4,  -6,  -9,  -9,  -9,   4,  -9}},
    {OVERTAKEN,          {  0,   0,   0,   0,   0,   0,   6,   0,   0,   0,   0,   0,  -6,   0}},
    {UNHEADED,            {  0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   9,   0}},
    {DASH_END,            { -9,  20,  -1,  -4,   0,  -9,  -6,  -4,  -3,  -4,  -6,  -9,  -6,  -6}},
    {DASH_START,          { -9,  -6,  -6,  -6,  20,  -9,  -6,  -5,   2,  -6,  -6,  -9,  -6,  -6}},
    {ATTRIBUTES,          {-12, -12, -16, -14, -16, -12,   8,  16,   2, -12, -12, -12,  -6, -14}},
    {TINY,                {  6,  -4,  -3,   1,  -3,  -9,  -8,  -8,  -4,   2,  -8,  -9,  -8,   1}},
    {MINI,                {  0,   0,   0,  -1,   0,   0,   0,   0,   0,   0,   0,   0,   0,  -1}},
    {DUO,                 {  0,   0,  -1,  -4,   0,   0,   0,   0,   0,   0,   0,   0,   0,  -4}},
    {ENTRY,               { -9, -16, -16, -16,  -9,   0,   6,   8,  -8, -10,   0,   0,   0, -16}},
    {ROW,                 {-20, -20, -24, -24, -20, -20,   8,  16, -24, -20,  -9,  -9,   0, -24}},
    {COUNTS,              {-20,  -9, -12,  -4,  -9, -20,   0,   0, -20,  12,  -9, -20,  -4, -12}},
    {ROWS_AHEAD,          {-12,  -6,  -2,   4,  -4,   0,   0,   0,   0,   5,   0,   0,   0,  -6}},
    {TABLED,              {-20, -20, -20, -20, -20,   0,   2,   5,   0, -12,  -9,   0,   0, -20}},
    {SIGNS,               {-20, -20, -24, -24, -20,  30,  -9,  -9,  -9, -24,  -9,  -9,  -9, -24}},
    {SIGNATURE,           { -9,  -9, -20, -16,  -9,   0,   9,  14,  -9, -16,  -9,   0,   0, -16}},
    {NOTES_HEAD,          { -9,  -9, -12, -12,  20,   0,   0,   0,   0, -12,   0,   0,   0, -12}},
    {OVER_HEADLINE,       { -9,  20,  -4,  -6,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0}},
    {UNDER_HEADLINE,      { -9,   0,  -4,  -6,  20,   0,   0,   0,   0,   0,   0,   0,   0,   0}},
    {BEHIND_DAY,          {  0,   0,   0,   6,   0,   0,   0,   0,   0, -12,   0,   0,   0,  -9}},
    {TELLS_NEWS,          {  0,   0,   0,   0,   0,   0,   0,   8,   0,   0,  -4,   0,  -4,   0}},
    {RUN_IN,              {-12,  -9,  -6,  12, -12, -12, -12, -12, -20,   0, -12, -12,   0,   0}},
    {BEHIND_LINK,         {  4,   4,   4,   9,   0,   0,   0,   0,   0, -14,   0,   0,   0,   0}},
    {FLUSH,               {  0,   0,   0,   0,   0,   0,   0,  -3,   0,   0,   6,   0,   0,   0}},
    {SET_OFF,             { 14,  -8, -10,  -9,  -6,   0,   0,   0,   0,  -4,   0,   0,   0,  -9}},
    {AUTHORED,            {-12,  -9,  -6,  12,  -9,  -9,   0,   0,   0,  -6,   0,   0,   0,   0}},
    {TURNED_REST,         { -9,  -9,  -9,  -9,  -9,   0,   0,   4,   0,  -4,  -9,   0,  -9,  -9}},
    {TURNED_IN,           {-12, -12, -12, -12, -12, -12, -12, -12, -12, -12, -12, -12,  20, -12}},
    {SPEECH,              { -6,  -6,  -8,  -8,  -4,   0,   4,   7,   4,  -8,   0,   0,   4,  -8}},
    {DANGLING,            { -4,  -4,  -4,  -4,  -4,   0,   3,   4,   3,  -5,  -2,   0,   3,  -4}},
    {COLUMN_NAME,         {  6,   0,  -2,  -5,   0,   0,   0,   0,   0,  -2,   0,   0,   0,  -2}},
    {LINE,                { -8,   0,   1,   4,   0,  -9,  -6,  -6,  -3,   3,  -2,  -9,  -6,   4}},
    {WIDE,                { -4,   0,  -4,   0,   0,   0,   1,   1,   1,  -2,   0,   0,   1,  -1}},
    {OVERLONG,            {-20, -10, -20,  -6, -14, -20,   2,   2,   4,  -9,  -2, -20,   2, -12}},
    {SENTENCE,            {-10,  -8, -10,  -8,  -8, -10,   3,   4,   4,  -6,   4, -10,   2,  -9}},
    {STOPPED,             {  0,  -6,  -6,  -6,  -6,   0,   0,   0,   0,  -4,   0,   0,   0,  -6}},
    {TEXT,                {-20, -10, -20, -14, -14, -20,   6,   6,   6, -14,  -4, -20,   6, -16}},
    {EXCLAIMS,            {  0,   0,   0,   9,   3,   0,  -1,  -1,  -1,   5,  -4,   0,  -1,   6}},
    {ASKS,                {  0,   0,   0,   4,   0,   0,   0,  -4,   0,   0,   0,   0,   0,   0}},
    {UNIT_END,            {  0,   0,   4,  -3,   0,   0,   0,   0,   0,  -3,   0,   0,   0,  -3}},
    {FLANKED,             {-12,   0,   4,   0,   0,   0,   0,   0,   0,  -9,   0,   0,   0,   0}},
    {FLANKS,              {  0,   0,   0,   0,   0,   0,   0,   0,   0,  -9,   0,   0,   0,   0}},
    {MARKED_UNIT,         {  0,   0,  20,  -8,   0,   0,   0,   0,   0,  -8,   0,   0,   0,  -8}},
    {PHRASE,              { -6,   0,   0,   2,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0}},
    {NAMED_AHEAD,         { -6,   0,   5,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0}},
    {SAID_AHEAD,          {-12,   0,   5,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0}},
    {NAMES_ALONE,         { -2,  -4,  -4,  -4,  -4,  20,  -4,  -4,  -4,  -4,  -4,   0,  -4,  -4}},
    {STRAYED_NAME,        {-12,   0,   0,   0,   0,  10,   0,   0,   0,  -6,   0,   0,   0,   0}},
    {BRACKETED,           { -4,  -8,  -8,  -8,  -4,   2,   0,   0,   0,  -6,   0,   0,   0,  -8}},
    {BOTH_DUTIES,         {  0,   0, -16, -16,   0,  28,   0,   0,   0, -16,   0,   0,   0, -16}},
    {HALVES,              { -4,   0,  -1,   5,   0,   0,   0,   0,   0,  -6,   0,   0,   0,   2}},
    {NUMBERED,            { -4,  -4,  -6,  -4,  -4,   0,   0,   0,  -4,   7,   0,   0,  -4,  -6}},
    {PARALLEL,            {  0,   0,  -4,  -4,   0,   0,   0,   0,   0,   5,   0,   0,   0,  -4}},
    {MARKED_ARTICLE,      { -4,  -2,  -3,  14,  -4,  -9, -14, -14, -14,  -2,  -9,  -9, -14,   9}},
    {MARKED_DEEPER,       { -4,  -4,  -3,   6,  -4,  -9, -14, -14, -14,   7,  -9,  -9, -14,   4}},
    {AMID_TEXT,           {  0,   0,   0,  -3,   0,   0,   0,   0,   0,   4,   0,   0,   0,   0}},
    {BARE,                {  0,   0,  -4,  -8,   0,   0,   0,   0,   0,   8,   0,   0,   0,   0}},
    {LONER,               {  2,   0,   0,   0,   0,   0,   0,   0,   0,  -6,   0,   0,   0,   0}},
    {ANNOUNCED,           {  0,   0,   0,  -2,   0,   0,   0,   0,   0,   3,   0,   0,   0,   0}},
    {UNMARKED,            {  0,   0,   0,  -6,   0,   0,   0,   0,   0,  -4,   0,   0,   0,  -4}},
    {ABOVE_MARK,          { 12,   0,   0,  -4,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0}},
    {SOLE_UNMARKED,       {  2,   0,   0,   0,   0,   0,   0,   0,   0,  -6,   0,   0,   0,   0}},
    {BELOW_MARK,          { -8,   0,   0,   2,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0}},
    {UNCROWNED,           { -2,  -4,  -6,  -6,   0,   0,   0,   3,   3,   0,   0,   0,   0,  -2}},
    {ALL_BOLD,            { -2,   0,   2,   5,   0,   0,  -3,  -3,  -4,   5,   0,   0,  -3,   2}},
    {BOLD_BELOW_MARK,     { -4,  -4,  -6, -10,  -6,   0,  -3,  -3,  -4,  10,   0,   0,  -3,  -4}},
    {JOINED,              { -4,  -6,  -2,  -4,  -4,   0,  -4,  -4,  10,  -6,  -4,   0,  -4,  -4}},
    {OPEN_BEFORE,         {  0,   0,   0,   0,   0,   0,   0,  -4,   7,  -4,  -2,   0,  -2,   0}},
    {CLOSED_BEFORE,       {  0,   0,   0,   0,   0,   0,   0,   0, -12,   0,   0,   0,   0,   0}},
    {GOES_ON,             { -8,  -4,  -6,  -6,  -6,   0,   9,  10,   8,  -6,   0,   0,   8,  -6}},
    {WIDE_GAP,            {  1,   1,   1,   1,   0,   1,   0,  -2,  -3,  -3,   1,  -1,   6,   0}},
    {SPACED,              {  0,   8,   8,   8,   0,   0,   0,   0,   0, -14,   0,   0,   0,  -6}},
    {TIME_START,          {  0,   0,   0,   0,   0,   0,   3,  -1,  -1,  -1,   0,   0,   4,   0}},
    {BEFORE_PICTURE_LINE, {  0,  -4,  -4,  -4,  -4,   0,   0,   0,   0,  -4,   3,   0,   2,  -2}},
    {CREDITED,            {  0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   4,   0,   0,   0}},
    {OWN_PICTURE,         {  0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   4,   0,  -5,   0}},
    {PARAGRAPH_ELEMENT,   { -3,  -3,  -4,  -4,   0,   0,   2,   3,  -8,  -1,   0,   0,   2,  -2}},
    {SOFT_BREAK,          { -4,  -4,  -4,  -4,  -4,   0,  -6,  -6,  12,  -4,   0,   0,  -6,  -4}},
    {ECHOES_BACK,         {  0,   0,   0,  -1,   0,   0,   0,   0,   0,   0,   0,   0,   0,   6}},
    {ECHOES_TWICE,        { -6,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   3}},
    {OWED,                { -4,  -4,  -4,  -4,  -4,   0,   0,   0,   0,  -4,   0,   0,   0,   8}},
    {ECHOES_AHEAD,        {  0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,  -9}},
    {LISTED,              {  0,   0,  -4,  -6,   0,   0,   0,  10,   0,  -8,   0,   0,   0,  -4}},
    {COLON_END,           { -2,   0,  -8,  -6,   0,   0,   4,   7,   0,  -6,   0,   0,   0,  -8}},
    {TEXT_START,          { -6,  -6,  -8,  -6,  -4,   0,   8,   9,   5,  -8,  -1,   0,   4,  -6}},
    {OPENS_LIKE_TEXT,     {  0,   0,   0,  -1,   0,   0,   3,   4,   0,  -5,   0,   0,   0,  -1}},
    {FUNCTION_WORDS,      { -2,   0,  -3,  -1,   0,   0,   2,   4,   2,  -3,   0,   0,   1,  -1}},
    {CLAUSES,             {  0,   0,  -8,  -4,  -4,   0,   4,   5,   4,  -6,   0,   0,   2,  -4}},
    {INDENTED,            { -1,  -1,  -2,  -2,   0,   0,   4,   4, -15,  -1,   2,   0,   3,  -2}},
    {NOT_INDENTED,        {  0,   0,   0,   0,   0,   0,   0,  -3,   4,   0,   0,   0,   0,   0}},
    {LOPSIDED,            {  0,   0,  -5,  -5,  -3,   0,   4,   5,   4,  -6,   0,   0,   2,  -5}},
    {NEW_WORDS,           {  0,   0,   0,   3,   0,   0,   0,   0,   0,  -3,   0,   0,   0,   0}},
    {FOREIGN,             {  0,   0,   0,   0,   0,   0,  -4,  -2,   0,   0,  -3,   0,   6,   0}},
    {CREDIT_AHEAD,        {  0,   0,   0,   0,   0,   0,   0,   0,   0,   0,  -3,   0,   3,   0}},
    {ANEW_BELOW,          {  0,   0,   2,   4,   0,   0,  -5,  -6,  -4,   8,   0,   0,  -4,   0}},
    {BEGINS_ANEW,         {  0,   0,   0,   0,   0,   0,   3,   4,  -9,   0,   0,   0,   2,   0}},
    {WELL_JOINED,         {  0,   0,   0,   0,   0,   0,  -3,  -2,   4,   0,  -4,   0,  -3,   0}},
    {DEAD_END,            {  0,   0,   0,   1,   0,   0,  -4,  -4,  -7,   0,   0,   0,  -4,   0}},
    {AFTER_COLON,         {  0,   0,   0,   0,   0,   0,   0,   4,  -8,   0,   0,   0,   0,   0}},
    {NUMBERED_TEXT,       {  0,   0,   0,   0,   0,   0,   1,   4,  -8,   0,   0,   0,  -4,   0}},
    {AFTER_PICTURE,       {  0,   0,   0,   0,   0,   0,  -1,  -1,  -6,   0,   6,   0,   0,   0}},
    {NOTICE,              { -6,  -1,   0,   7,   0,   0,   0,   0,   0,  -3,   0,   0,   0,   0}},
    {ALONE,               {  0,  -2,  -4,  -2,   0,   0,   0,   0,   0,   2,   0,   0,   0,   0}},
    {QUOTATION,           {  0,   0,  -2,  -4,   0,   0,   0,   0,   0,   4,   0,   0,   0,  -4}},
    {QUOTED,              {  0,   0,  -2,  -2,   0,   0,   0,   0,   0,   3,   0,   0,   0,  -2}},
    {SIBLING,             { -2,  -1,  -2,  -2,   0,   0,   0,   0,   0,   3,   0,   0,   0,  -2}},
    {BELOW_TWIN,          {  0,  -6,  -8,  -8,  -8,   0,   2,   8,   0,  -8,   0,   0,   0,  -8}},
    {RHYMED,              { -4,  -2,  -4,  -4,   0,   0,   0,   0,   0,   6,   0,   0,   0,  -4}},
    {BEFORE_NEWS,         {  0,   0,   0,   2,   1,   0,   0,   0,   0,  -1,   0,   0,   0,   0}},
    {BEFORE_REPORT,       {  0,   0,   0,   7,   7,   0,   0,   0,   0,  -7,   0,   0,   0,   0}},
    {SIGNED_APART,        {  0,   0,   0,   5,   0,   0,   0,   0,   0,  -5,   0,   0,   0,   0}},
    {COUNTS_AHEAD,        {  0,   0,   0,   3,   0,   0,   0,   0,   0,  -4,   0,   0,   0,   0}},
    {BEFORE_DATELINE,     {  0,   0,   0,   4,   2,   0,   0,   0,   0,  -8,   0,   0,   0,   0}},
    {COHERENT,            {  3,  -1,  -2,  -3,   0,   0,  -1,   0,   0,   3,   0,   0,  -1,   0}},
    {CLOSE_KNIT,          {  3,  -1,  -2,  -3,   0,   0,  -1,   0,   0,   3,   0,   0,  -1,   0}},
    {APART,               {  0,   1,   1,   2,   0,   0,   0,   0,   0,  -4,   0,   0,   0,   0}},
    {TURN,                {-20, -10, -20, -20, -10, -20,   8,   8, -20, -20,  -8, -20,   0, -20}},
    {SALUTATION,          {-20,  -9, -20, -20,  -9, -20,  16,   8, -12, -20,  -9,  -9,   0, -20}},
    {COLLECTION,          {-20,  -9, -20,  20,  -9, -20,  -6,  -6, -20, -12,  -9, -20,  -6,  -6}},
    {BULLETED,            { -9,  -9, -12,  -4,  -9,  -9,   4,   8, -20,  -6, -24, -16,  -6, -12}},
    {OBJECT_AHEAD,        {-14,  -4,  10,  -2,  -4, -20,   0,   0,   0,  -6,   0,   0,   0,  -6}},
    {BODILESS,            {  0,   0,   0,  -6,   0,   0,   0,   0,   0,   0,   0,   0,   0,   9}},
    {DEPARTS,             {  0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   9,   0}},
    {UNECHOED,            {  3,   0,  -1,  -3,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0}},
    {COUPLET,             { -4,   0,   5,   2,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0}},
    {UNSIGNED,            {  0,   0,  -2,  -2,   0,   0,   0,   0,   0,   2,   0,   0,   0,   0}},
    {PARTING,             { 14,  -9, -12, -12,  -9,   0,  -6,  -6,  -6, -12,   0,   0,  -6, -12}},
    {PARTING_HEADING,     {-24,   0,   0,   0,   0,   0,   0,   0,   0,  28,   0,   0,   0,   0}},
    {VERSE,               { -9,  -6,  -9,  -9,  -6,   0,  12,  12, -12,  -6, -16,   0,   3,  -3}},
    {SIGNED_BELOW,        {  0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,  24,   0}},
    {BETWEEN,             {  0,   0,   0,   0,   0,   0,   0,  -4, -10,   0,  14,   0,   0,   0}},
    {PICTURED,            {  0,   0,   0,   5,   0,   0,   0,   0,   0,  -5,   0,   0,   0,   0}},
    {ITEM_REST,           { -9,  -9,  -9,  -9,  -9,  -9,  -9,  -9,  16, -16,  -9,   0,  -9,  -9}},
    {LIST_ITEM,           { -9,  -9, -20, -20,  -9,  -9,   8,  20, -30, -20, -16,  -9, -12, -20}},
};

/* Which column of the evidence a label reads. */
static const unsigned char column[LABELS] = {
    [LABEL] = 0, [HEAD_LABEL] = 0, [KICKER] = 1, [SUBJECT] = 2, [HEADLINE] = 3, [SUBHEADLINE] = 4, [BYLINE] = 5,
    [FIRST_BYLINE] = 5,
    [LEAD] = 6, [PARAGRAPH] = 7, [CONTINUATION] = 8, [CROSSHEAD] = 9, [CAPTION] = 10,
    [CREDIT] = 11, [FIRST_CREDIT] = 11, [STRAY_LEAD] = 12, [STRAY_PARAGRAPH] = 7, [STRAY_CONTINUATION] = 8,
    [STRAY_CAPTION] = 10, [STRAY_CREDIT] = 11, [LATE_HEADLINE] = 13, [LATE_BYLINE] = 5,
    [STRAY_FIRST_CREDIT] = 11, [LATE_FIRST_BYLINE] = 5,
};

#define NO NEVER
/* From the row's label to the column's. */
static const int8_t next_weight[LABELS][LABELS] = {
    /*                      LAB H.L KIC SUB HEA SBH BYL 1.B LEA PAR CON CRO CAP CRE 1.C S-L S-P S-C S-A S-R LAT L.B S1C L1B */
    [LABEL]              = { -4, NO,  0, -1, -1, NO, NO, -1, -6, -3, -2, -3, -3, -6, -6, -5, NO, NO, NO, NO, NO, NO, -7, NO},
    [HEAD_LABEL]         = { NO, -4, NO, -8, -6, -1, -1, NO, -1, -8, -8, -5, -3, -8, -8, NO, NO, NO, NO, NO, NO, NO, NO, NO},
    [KICKER]             = { NO, -9, -4,  1,  3, NO, NO, -4, -8, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO},
    [SUBJECT]            = { -4, NO, -3, -2,  4, NO, -7, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO},
    [HEADLINE]           = { -8, -3, -8, -8, -2,  2,  2, NO,  2, -6, -8, -5,  0, -6, -3, NO, NO, NO, NO, NO, NO, NO, NO, NO},
    [SUBHEADLINE]        = { -8, -2, -6, -6, -3, -1,  2, NO,  2, -4, NO, -5, -1, NO, -4, NO, NO, NO, NO, NO, NO, NO, NO, NO},
    [BYLINE]             = { -3, -1, NO, NO, NO, -1,  0, NO,  2, -4, -6, -7, -1, NO, -4, -8, NO, NO, NO, NO, NO, NO, -9, NO},
    [FIRST_BYLINE]       = { -1, NO,  1,  1,  1, NO, NO,  0, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO},
    [LEAD]               = { -3, NO, -3, -3, -4, NO, -6, -3, -6,  0,  0, -1, -1, -5, -3,-10, NO, NO, NO, NO, NO, NO,-12, NO},
    [PARAGRAPH]          = { -3, NO, -3, -3, -4, NO, -6, -3, -6,  0,  0, -1, -1, -5, -3,-10, NO, NO, NO, NO, NO, NO,-12, NO},
    [CONTINUATION]       = { -3, NO, -3, -3, -4, NO, -6, -3, -6,  0,  0, -1, -1, -5, -3,-10, NO, NO, NO, NO, NO, NO,-12, NO},
    [CROSSHEAD]          = { -4, NO, -9, -9, -9, NO, NO,-12, -4,  3, -6, -4, -2, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO},
    [CAPTION]            = { -3, NO, -3, -3, -3, NO, -6, -3,  0, -1, -1, -2,  1,  4, NO, -8, NO, NO, NO, NO, NO, NO,-10, NO},
    [CREDIT]             = { -2, NO, -1, -1, -2, NO, -6, -1,  0, -1, -1, -2,  0, -3, -4, -4, NO, NO, NO, NO, NO, NO, -6, NO},
    [FIRST_CREDIT]       = { NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,  5, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO},
    [STRAY_LEAD]         = { -4, NO, -7, -7, -7, NO, NO, -7, NO, NO, NO, NO, NO, NO, NO, -8, -2,  0,  2,  2, -2, NO, -9, -2},
    [STRAY_PARAGRAPH]    = { -4, NO, -7, -7, -7, NO, NO, -7, NO, NO, NO, NO, NO, NO, NO, -8, -2,  0,  2,  2, -2, NO, -9, -2},
    [STRAY_CONTINUATION] = { -4, NO, -7, -7, -7, NO, NO, -7, NO, NO, NO, NO, NO, NO, NO, -8, -2,  0,  2,  2, -2, NO, -9, -2},
    [STRAY_CAPTION]      = { -3, NO, -4, -4, -4, NO, NO, -4, NO, NO, NO, NO, NO, NO, NO, -6, NO, NO,  1,  4, -1, NO, -8, NO},
    [STRAY_CREDIT]       = { -1, NO,  0,  0, -1, NO, NO,  0, NO, NO, NO, NO, NO, NO, NO, -2, NO, NO,  0, -3,  0, NO, -3, NO},
    [LATE_HEADLINE]      = { -1, NO,  0,  0,  0, NO, NO, -3, NO, NO, NO, NO, NO, NO, NO, -3, NO, NO, NO, NO, -1,  3, -4, NO},
    [LATE_BYLINE]        = { -1, NO,  0,  0,  0, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, -3, NO, NO, NO, NO, NO, NO, -4, NO},
    [STRAY_FIRST_CREDIT] = { NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,  4, NO, NO, NO, NO, NO, NO, NO, NO},
    [LATE_FIRST_BYLINE]  = { NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,  4, NO, NO, NO},
};

static const int8_t first_weight[LABELS] =
                           { -2, NO,  0,  0,  0, NO, -8,  0, -3, -6, NO,-12, -4, -8, -8, -3, NO, NO, NO, NO, NO, NO, -4, NO};
static const int8_t last_weight[LABELS] =
                           { -2, NO, -8, -8, -8, -8, -1, -8,  0,  0,  0, -8,  0,  0, -8, -7, -7, -7,  0,  0,  0,  0, NO, NO};
#undef NO
/* clang-format on */

/* ---- the best sequence of labels ----------------------------------------------------------- */

typedef int sums[LABELS]; /* one number for each label of one piece */

/* forward: the best sum of a sequence that ends with this piece under this label; behind: what the
 * best sequence after it adds; from: the label before it in the best sequence. */
struct lattice {
    sums *weight, *forward, *behind;
    unsigned char (*from)[LABELS];
};

static void weigh(const struct piece *piece, sums weight)
{
    int columns[COLUMNS] = {0};
    for (size_t i = 0; i < COUNT(evidence); i++)
        for (int k = 0; shows(piece, evidence[i].feature) && k < COLUMNS; k++)
            columns[k] += evidence[i].weight[k];
    for (int l = 0; l < LABELS; l++)
        weight[l] = piece->known && (int)piece->label != l ? IMPOSSIBLE : columns[column[l]];
}

/* Best predecessor of `label`, given the sums up to the piece before. */
static int best_before(const sums before, int label, int *sum)
{
    int best = 0;
    for (int from = 0; from < LABELS; from++)
        if (before[from] + next_weight[from][label] > before[best] + next_weight[best][label])
            best = from;
    *sum = before[best] + next_weight[best][label];
    return best;
}

static int best_behind(const struct lattice *t, size_t next, int label)
{
    int best = INT_MIN;
    for (int to = 0; to < LABELS; to++) {
        int sum = next_weight[label][to] + t->weight[next][to] + t->behind[next][to];
        best = sum > best ? sum : best;
    }
    return best;
}

static struct lattice lattice_of(const struct chain *c, struct arena *a)
{
    struct lattice t = {
        arena_array(a, c->count, sizeof(sums)), arena_array(a, c->count, sizeof(sums)),
        arena_array(a, c->count, sizeof(sums)), arena_array(a, c->count, sizeof *t.from)};
    for (size_t i = 0; i < c->count; i++) {
        weigh(c->pieces[i], t.weight[i]);
        for (int l = 0; l < LABELS; l++) {
            int sum = first_weight[l];
            if (i > 0)
                t.from[i][l] = (unsigned char)best_before(t.forward[i - 1], l, &sum);
            t.forward[i][l] = sum + t.weight[i][l];
        }
    }
    for (size_t i = c->count; i-- > 0;)
        for (int l = 0; l < LABELS; l++)
            t.behind[i][l] = i + 1 == c->count ? last_weight[l] : best_behind(&t, i + 1, l);
    return t;
}

/* Labels that come to the same thing for a reader. */
static const char *const readings[LABELS] = {
    [LABEL] = N_("a column label"),
    [HEAD_LABEL] = N_("a column label"),
    [KICKER] = N_("a kicker"),
    [SUBJECT] = N_("a headline"),
    [HEADLINE] = N_("a headline"),
    [SUBHEADLINE] = N_("a subheadline"),
    [BYLINE] = N_("a byline"),
    [FIRST_BYLINE] = N_("a byline"),
    [LEAD] = N_("a paragraph of its own"),
    [PARAGRAPH] = N_("a paragraph of its own"),
    [CONTINUATION] = N_("the rest of the paragraph before it"),
    [CROSSHEAD] = N_("a heading inside the article"),
    [CAPTION] = N_("a caption"),
    [CREDIT] = N_("a credit"),
    [FIRST_CREDIT] = N_("a credit"),
    [STRAY_LEAD] = N_("the text of an item without a headline"),
    [STRAY_PARAGRAPH] = N_("a paragraph of its own"),
    [STRAY_CONTINUATION] = N_("the rest of the paragraph before it"),
    [STRAY_CAPTION] = N_("a caption"),
    [STRAY_CREDIT] = N_("a credit"),
    [LATE_HEADLINE] = N_("a headline"),
    [LATE_BYLINE] = N_("a byline"),
    [STRAY_FIRST_CREDIT] = N_("a credit"),
    [LATE_FIRST_BYLINE] = N_("a byline"),
};

/* The best sum of a sequence that reads piece i otherwise than as `label`, and how it reads it. */
static int second_best(const struct lattice *t, size_t i, int label, int *other)
{
    int best = INT_MIN;
    for (int l = 0; l < LABELS; l++) {
        int sum = t->forward[i][l] + t->behind[i][l];
        if (sum > best && strcmp(readings[l], readings[label]) != 0) {
            best = sum;
            *other = l;
        }
    }
    return best;
}

static void decide(struct chain *c, const struct lattice *t)
{
    size_t last = c->count - 1;
    int best = 0, other = 0;
    for (int l = 0; l < LABELS; l++)
        if (t->forward[last][l] + t->behind[last][l] >
            t->forward[last][best] + t->behind[last][best])
            best = l;
    int total = t->forward[last][best] + t->behind[last][best];
    for (size_t i = c->count; i-- > 0; best = t->from[i][best]) {
        struct piece *piece = c->pieces[i];
        piece->label = (enum label)best;
        piece->margin = total - second_best(t, i, best, &other);
        piece->other = (enum label)other;
    }
}

static void label(struct chain *c)
{
    struct arena *scratch = arena_new();
    struct lattice t = lattice_of(c, scratch);
    decide(c, &t);
    arena_free(scratch);
}

void acquire_classify(struct page *page, int article_level, const struct joints *joints)
{
    struct chain c = chain_of(page, page->arena);
    if (!c.count)
        return;
    for (size_t i = 0; i < c.count; i++) {
        if (!c.pieces[i]->known)
            c.pieces[i]->label = UNDECIDED;
        c.pieces[i]->features = arena_alloc(page->arena, sizeof *c.pieces[i]->features);
        feature_form(page, c.pieces[i]);
    }
    feature_context(&c, article_level, joints);
    label(&c);
    feature_joints(&c, joints);
    label(&c);
}

/* What a piece showed, for the review; NULL if it was not weighed. */
static const struct features *shown(struct page *page, const struct piece *p)
{
    struct features *features = p->features ? arena_alloc(page->lasting, sizeof *features) : NULL;
    if (features)
        *features = *p->features;
    return features;
}

void acquire_record(struct page *page)
{
    for (size_t i = 0; i < page->count; i++) {
        const struct piece *p = &page->pieces[i];
        if (p->label >= LABELS)
            continue;
        acquire_decide(page, (struct decision){.pos = piece_pos(page, p),
                                               .chosen = readings[p->label],
                                               .other = readings[p->other],
                                               .margin = p->margin,
                                               .features = shown(page, p),
                                               .evidence = ""});
    }
}
