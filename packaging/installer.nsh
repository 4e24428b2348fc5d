; The packager registers protocols on macOS and Linux, but not on Windows: Offhook offers itself for them, and the person
; chooses in the system's settings (Default apps). Behind "--" nothing in a link is read as a switch.

!macro offhookScheme SCHEME
  WriteRegStr SHCTX "Software\Classes\Offhook.${SCHEME}" "" "URL:${SCHEME}"
  WriteRegStr SHCTX "Software\Classes\Offhook.${SCHEME}" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\Offhook.${SCHEME}\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHCTX "Software\Classes\Offhook.${SCHEME}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
  WriteRegStr SHCTX "Software\Offhook\Capabilities\URLAssociations" "${SCHEME}" "Offhook.${SCHEME}"
!macroend

!macro customInstall
  WriteRegStr SHCTX "Software\Offhook\Capabilities" "ApplicationName" "${PRODUCT_NAME}"
  WriteRegStr SHCTX "Software\Offhook\Capabilities" "ApplicationDescription" "${PRODUCT_NAME}"
  !insertmacro offhookScheme "tel"
  !insertmacro offhookScheme "sip"
  !insertmacro offhookScheme "sips"
  !insertmacro offhookScheme "callto"
  !insertmacro offhookScheme "offhook"
  WriteRegStr SHCTX "Software\RegisteredApplications" "Offhook" "Software\Offhook\Capabilities"
!macroend

!macro customUnInstall
  DeleteRegValue SHCTX "Software\RegisteredApplications" "Offhook"
  DeleteRegKey SHCTX "Software\Offhook"
  DeleteRegKey SHCTX "Software\Classes\Offhook.tel"
  DeleteRegKey SHCTX "Software\Classes\Offhook.sip"
  DeleteRegKey SHCTX "Software\Classes\Offhook.sips"
  DeleteRegKey SHCTX "Software\Classes\Offhook.callto"
  DeleteRegKey SHCTX "Software\Classes\Offhook.offhook"
!macroend
