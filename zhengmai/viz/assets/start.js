// The last script of every page: what the scripts before it have made ready begins.
"use strict";
zm.start();
